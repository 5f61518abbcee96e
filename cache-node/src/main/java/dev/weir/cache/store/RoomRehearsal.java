package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import java.util.IdentityHashMap;
import java.util.function.Consumer;

/// Which keys a store of a given size would hold, by their cost alone: the order of dropping is the
/// store's own, but nothing is stored. For rehearsals; not safe for use by several threads.
///
/// @param <T> whoever a place is for
public final class RoomRehearsal<T> {

  private final long limitBytes;
  private final Consumer<T> dropped;
  private final SecondChance ring = new SecondChance();
  private final IdentityHashMap<Residence, Place<T>> places = new IdentityHashMap<>();
  private long bytes;

  /// @param dropped is told who loses its place for want of room
  public RoomRehearsal(long limitBytes, Consumer<T> dropped) {
    this.limitBytes = limitBytes;
    this.dropped = dropped;
  }

  /// The room one key takes.
  ///
  /// @param <T> whoever it is for
  public static final class Place<T> {

    private final T owner;
    private final long octets;
    private final Residence residence;

    private Place(T owner, CacheKey key, long octets) {
      this.owner = owner;
      this.octets = octets;
      this.residence = new Residence(key);
    }

    /// Marks it used.
    public void use() {
      residence.refer();
    }
  }

  /// Takes room for a key, and drops others for that if need be.
  public Place<T> take(T owner, CacheKey key, long octets) {
    Place<T> place = new Place<>(owner, key, octets);
    places.put(place.residence, place);
    ring.add(place.residence);
    bytes += octets;
    while (bytes > limitBytes) {
      Residence victim = ring.victim();
      Place<T> leaving = victim == null ? null : places.get(victim);
      if (leaving == null) {
        break;
      }
      release(leaving);
      dropped.accept(leaving.owner);
    }
    return place;
  }

  /// Gives room back.
  public void release(Place<T> place) {
    if (places.remove(place.residence) != null) {
      ring.remove(place.residence);
      bytes -= place.octets;
    }
  }
}

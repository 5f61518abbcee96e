package dev.weir.sample.memcached.item;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One stored value with what the protocol knows of it; immutable, so the value may be written to a
/// connection after the store's lock is released.
public final class Item {

  /// What earlier meta commands left on an item.
  public enum Mark {
    /// `md … I` or an outdated `ms … C… I`: the value is old, readers see `X`.
    STALE,
    /// Somebody was told `W` and rebuilds the value, the others see `Z`.
    TOKEN_SENT,
    /// Read at least once since it was stored (`h1`).
    FETCHED
  }

  private final byte[] value;
  private final long flags;
  private final @Nullable Instant expires;
  private final long cas;
  private final Instant lastAccess;
  private final Set<Mark> marks;

  private Item(
      byte[] value,
      long flags,
      @Nullable Instant expires,
      long cas,
      Instant lastAccess,
      Set<Mark> marks) {
    this.value = value;
    this.flags = flags;
    this.expires = expires;
    this.cas = cas;
    this.lastAccess = lastAccess;
    this.marks = marks;
  }

  /// A value as it arrives: without marks, its CAS value still to be given by the store.
  public static Item of(byte[] value, long flags, @Nullable Instant expires, Instant now) {
    return new Item(value, flags, expires, 0, now, Set.of());
  }

  public byte[] value() {
    return value;
  }

  /// The client's own 32 bits.
  public long flags() {
    return flags;
  }

  /// `null`: never.
  public @Nullable Instant expires() {
    return expires;
  }

  /// Differs from the one of every other value the server has held.
  public long cas() {
    return cas;
  }

  public Instant lastAccess() {
    return lastAccess;
  }

  public boolean has(Mark mark) {
    return marks.contains(mark);
  }

  public boolean expiredAt(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  public Item withValue(byte[] newValue) {
    return new Item(newValue, flags, expires, cas, lastAccess, marks);
  }

  public Item withExpiry(@Nullable Instant newExpires) {
    return new Item(value, flags, newExpires, cas, lastAccess, marks);
  }

  public Item withCas(long newCas) {
    return new Item(value, flags, expires, newCas, lastAccess, marks);
  }

  public Item readAt(Instant now) {
    return new Item(value, flags, expires, cas, now, plus(Mark.FETCHED));
  }

  public Item with(Mark mark) {
    return new Item(value, flags, expires, cas, lastAccess, plus(mark));
  }

  public Item without(Mark mark) {
    Set<Mark> fewer = copyOfMarks();
    fewer.remove(mark);
    return new Item(value, flags, expires, cas, lastAccess, fewer);
  }

  private Set<Mark> plus(Mark mark) {
    Set<Mark> more = copyOfMarks();
    more.add(mark);
    return more;
  }

  private Set<Mark> copyOfMarks() {
    return marks.isEmpty() ? EnumSet.noneOf(Mark.class) : EnumSet.copyOf(marks);
  }
}

package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.admit.Sightings;
import dev.weir.cache.store.index.Related;
import dev.weir.cache.store.index.Relations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.Status;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheEventListenerConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.event.CacheEvent;
import org.ehcache.event.CacheEventListener;
import org.ehcache.event.EventType;
import org.jspecify.annotations.Nullable;

/// Stored responses in memory: an Ehcache heap tier by key, bounded in bytes by ourselves.
///
/// Ehcache bounds a heap tier by entries, and by bytes only without counting direct buffers; so the
/// byte bound is ours: a second-chance ring names the keys to drop. Reads take no lock. Changes are
/// few (one per fetch) and take one, which makes the account of bytes exact; what Ehcache evicts by
/// itself is told to us by its listener and taken off as well. While there is no room, only what
/// has been seen before is let in.
final class MemoryTier implements AutoCloseable {

  private static final String ALIAS = "responses";

  /// No stored response costs less, so this many entries never fit the byte bound first.
  private static final int LEAST_OCTETS = 512;

  private static final int USUAL_OCTETS = 4096;

  private final StoreLimits limits;
  private final CacheManager manager;
  private final Cache<CacheKey, Variants> cache;
  private final ReentrantLock lock = new ReentrantLock();
  private final Relations relations = new Relations();
  private final SecondChance ring = new SecondChance();
  private final Sightings sightings;
  private long evictedForRoom;
  private long evictedByEhcache;
  private long bytes;
  private long uris;

  /// What became of a response that was to be put in.
  enum Placement {
    PLACED,
    /// It could never fit.
    TOO_LARGE,
    /// There is no room, and it was not seen before.
    NOT_ADMITTED
  }

  /// How much there is at one moment.
  record Level(long uris, long bytes, long evictedForRoom, long evictedByEhcache) {}

  MemoryTier(StoreLimits limits) {
    this.limits = limits;
    this.sightings = new Sightings(limits.memoryBytes() / USUAL_OCTETS);
    CacheEventListener<CacheKey, Variants> dropped = this::droppedByEhcache;
    this.manager = CacheManagerBuilder.newCacheManagerBuilder().build(true);
    this.cache =
        manager.createCache(
            ALIAS,
            CacheConfigurationBuilder.newCacheConfigurationBuilder(
                    CacheKey.class,
                    Variants.class,
                    ResourcePoolsBuilder.heap(Math.max(16, limits.memoryBytes() / LEAST_OCTETS)))
                .withService(
                    CacheEventListenerConfigurationBuilder.newEventListenerConfiguration(
                            dropped, EventType.EVICTED)
                        .unordered()
                        .synchronous()));
  }

  StoreLimits limits() {
    return limits;
  }

  @Nullable Variants get(CacheKey key) {
    Variants variants = cache.get(key);
    if (variants != null) {
      variants.residence().refer();
    }
    return variants;
  }

  @Nullable Variants peek(CacheKey key) {
    return cache.get(key);
  }

  /// Whether a key has been used since the hand of the ring last came by.
  boolean isHot(CacheKey key) {
    Variants variants = cache.get(key);
    return variants != null && variants.residence().isReferenced();
  }

  /// Puts a variant in the place of those with the same selecting fields.
  Placement put(Variant variant) {
    StoredResponse response = variant.response();
    if (!canHold(response.octets())) {
      return Placement.TOO_LARGE;
    }
    lock.lock();
    try {
      Variants before = cache.get(response.key());
      if (!admits(before, response)) {
        return Placement.NOT_ADMITTED;
      }
      place(before, variant);
      return Placement.PLACED;
    } finally {
      lock.unlock();
    }
  }

  private void place(@Nullable Variants before, Variant variant) {
    CacheKey key = variant.response().key();
    exchange(
        before,
        before == null
            ? new Variants(key, List.of(variant), new Residence(key))
            : before.with(variant, limits.variantsPerUri()));
  }

  /// Puts a variant read from disk beside what is there, unless that is later or `stillThere` says
  /// that the variant has been dropped meanwhile.
  void promote(Variant variant, BooleanSupplier stillThere) {
    lock.lock();
    try {
      Variants before = cache.get(variant.response().key());
      if ((before == null || before.hasPlaceFor(variant)) && stillThere.getAsBoolean()) {
        place(before, variant);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether a response of this size can be put in at all.
  boolean canHold(long octets) {
    return octets <= limits.largestBytes() && octets <= limits.memoryBytes();
  }

  /// Whether one more response of this size fits without another leaving.
  boolean hasRoom(long octets) {
    lock.lock();
    try {
      return bytes + octets <= limits.memoryBytes();
    } finally {
      lock.unlock();
    }
  }

  /// Whether one more response of this size would be let in now; counts as a sighting.
  boolean admits(CacheKey key, long octets) {
    lock.lock();
    try {
      return admits(cache.get(key), key, octets);
    } finally {
      lock.unlock();
    }
  }

  private boolean admits(@Nullable Variants before, StoredResponse response) {
    return admits(before, response.key(), response.octets());
  }

  private boolean admits(@Nullable Variants before, CacheKey key, long octets) {
    boolean hasRoom = bytes + octets <= limits.memoryBytes();
    return hasRoom || before != null || sightings.see(key.uri().hashCode(), uris) > 0;
  }

  /// Puts one response in the place of another; says whether that was still there.
  boolean replace(StoredResponse old, Variant fresh) {
    lock.lock();
    try {
      Variants before = cache.get(old.key());
      Variants after = before == null ? null : before.replacing(old, fresh);
      if (after == null) {
        return false;
      }
      exchange(before, after);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Makes everything under a key stale from `now` on.
  void makeStale(CacheKey key, Instant now) {
    lock.lock();
    try {
      Variants before = cache.get(key);
      if (before != null) {
        exchange(before, before.staleFrom(now));
      }
    } finally {
      lock.unlock();
    }
  }

  /// Removes everything under a key; says whether there was something.
  boolean remove(CacheKey key) {
    lock.lock();
    try {
      Variants before = cache.get(key);
      if (before == null) {
        return false;
      }
      drop(before);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Removes one response; says whether it was there.
  boolean remove(StoredResponse response) {
    lock.lock();
    try {
      Variants before = cache.get(response.key());
      Variants after = before == null ? null : before.without(response);
      if (before == null || after == null) {
        return false;
      }
      if (after.all().isEmpty()) {
        drop(before);
      } else {
        exchange(before, after);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Ways to find what is here other than by its key.
  Relations relations() {
    return relations;
  }

  /// The keys `wanted` accepts of all there are, one by one.
  List<CacheKey> keys(Predicate<CacheKey> wanted) {
    List<CacheKey> keys = new ArrayList<>();
    for (Cache.Entry<CacheKey, Variants> entry : cache) {
      if (wanted.test(entry.getKey())) {
        keys.add(entry.getKey());
      }
    }
    return keys;
  }

  long limitBytes() {
    return limits.memoryBytes();
  }

  Level level() {
    lock.lock();
    try {
      return new Level(uris, bytes, evictedForRoom, evictedByEhcache);
    } finally {
      lock.unlock();
    }
  }

  /// Shows every variant, while others come and go.
  void each(Consumer<Variant> visitor) {
    for (Cache.Entry<CacheKey, Variants> entry : cache) {
      entry.getValue().all().forEach(visitor);
    }
  }

  @Override
  public void close() {
    if (manager.getStatus() == Status.AVAILABLE) {
      manager.close();
    }
  }

  private void exchange(@Nullable Variants before, Variants after) {
    if (before == null) {
      ring.add(after.residence());
      uris++;
    } else {
      bytes -= before.octets();
    }
    bytes += after.octets();
    relations.changed(related(before), related(after));
    cache.put(after.key(), after);
    makeRoom();
  }

  private void makeRoom() {
    while (bytes > limits.memoryBytes()) {
      Residence victim = ring.victim();
      Variants leaving = victim == null ? null : cache.get(victim.key());
      if (leaving == null) {
        return;
      }
      drop(leaving);
      evictedForRoom++;
    }
  }

  private void drop(Variants leaving) {
    cache.remove(leaving.key());
    takeOff(leaving);
  }

  private void takeOff(Variants gone) {
    ring.remove(gone.residence());
    bytes -= gone.octets();
    uris--;
    relations.changed(related(gone), List.of());
  }

  private static List<Related> related(@Nullable Variants variants) {
    return variants == null ? List.of() : variants.related();
  }

  private void droppedByEhcache(CacheEvent<? extends CacheKey, ? extends Variants> event) {
    lock.lock();
    try {
      takeOff(event.getOldValue());
      evictedByEhcache++;
    } finally {
      lock.unlock();
    }
  }
}

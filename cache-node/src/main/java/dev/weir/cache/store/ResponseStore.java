package dev.weir.cache.store;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.partial.PartialStore;
import dev.weir.cache.store.index.GroupIndex;
import dev.weir.cache.store.index.QueryIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
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
/// itself is told to us by its listener and taken off as well.
public final class ResponseStore implements AutoCloseable {

  private static final String ALIAS = "responses";

  /// No stored response costs less, so this many entries never fit the byte bound first.
  private static final int LEAST_OCTETS = 512;

  /// Parts of representations may cost this share of what whole ones may, besides that.
  private static final int PARTS_SHARE = 16;

  private final StoreLimits limits;
  private final CacheManager manager;
  private final Cache<CacheKey, Variants> cache;
  private final PartialStore parts;
  private final GroupIndex groups = new GroupIndex();
  private final QueryIndex queries = new QueryIndex();
  private final ReentrantLock lock = new ReentrantLock();
  private final SecondChance ring = new SecondChance();
  private final LongAdder stored = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder evicted = new LongAdder();
  private final LongAdder invalidated = new LongAdder();
  private long bytes;
  private long uris;

  /// An empty store.
  public ResponseStore(StoreLimits limits) {
    this.limits = limits;
    this.parts = new PartialStore(limits.memoryBytes() / PARTS_SHARE);
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

  /// What is stored under a key; counts as a use of the key.
  public @Nullable Variants get(CacheKey key) {
    Variants variants = cache.get(key);
    if (variants != null) {
      variants.residence().refer();
    }
    return variants;
  }

  /// What is stored under a key, without counting as a use: for ICP, pages and the like.
  public @Nullable Variants peek(CacheKey key) {
    return cache.get(key);
  }

  /// What is held in part; goes whenever what is stored under the key goes, or is whole.
  public PartialStore parts() {
    return parts;
  }

  /// Puts a response in the place of those with the same selecting fields. One too large is not put
  /// in, but what it would have replaced is removed: it is no longer what the origin says.
  public Variant put(StoredResponse response, Instant now) {
    Variant variant = new Variant(response, now);
    parts.remove(response.key(), response.selecting());
    if (response.octets() > limits.largestBytes() || response.octets() > limits.memoryBytes()) {
      refused.increment();
      invalidate(response.key());
      return variant;
    }
    lock.lock();
    try {
      Variants before = cache.get(response.key());
      Variants after =
          before == null
              ? new Variants(response.key(), List.of(variant), new Residence(response.key()))
              : before.with(variant, limits.variantsPerUri());
      exchange(before, after);
      stored.increment();
    } finally {
      lock.unlock();
    }
    return variant;
  }

  /// Puts a validated response in the place of the one it was made from; without effect when that
  /// has gone meanwhile.
  public Variant update(StoredResponse old, StoredResponse fresh, Instant now) {
    Variant variant = new Variant(fresh, now);
    lock.lock();
    try {
      Variants before = cache.get(old.key());
      Variants after = before == null ? null : before.replacing(old, variant);
      if (after != null) {
        exchange(before, after);
        stored.increment();
      }
    } finally {
      lock.unlock();
    }
    return variant;
  }

  /// Removes everything under a key; says whether there was something.
  public boolean invalidate(CacheKey key) {
    boolean hadParts = parts.remove(key);
    lock.lock();
    try {
      Variants before = cache.get(key);
      if (before == null) {
        return hadParts;
      }
      drop(before);
      invalidated.increment();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Removes everything under a key; the number of responses there were.
  public int remove(CacheKey key) {
    lock.lock();
    try {
      Variants before = cache.get(key);
      return before != null && invalidate(key) ? before.all().size() : 0;
    } finally {
      lock.unlock();
    }
  }

  /// Makes everything under a key stale from `now` on; the number of responses there are.
  public int makeStale(CacheKey key, Instant now) {
    lock.lock();
    try {
      Variants before = cache.get(key);
      if (before == null) {
        return 0;
      }
      for (Variant variant : before.all()) {
        StoredResponse old = variant.response();
        update(old, old.withFreshened(old.fields(), old.facts().staleFrom(now)), now);
      }
      return before.all().size();
    } finally {
      lock.unlock();
    }
  }

  /// The keys `wanted` accepts of all there are, one by one.
  public List<CacheKey> keys(Predicate<CacheKey> wanted) {
    List<CacheKey> keys = new ArrayList<>();
    for (Cache.Entry<CacheKey, Variants> entry : cache) {
      if (wanted.test(entry.getKey())) {
        keys.add(entry.getKey());
      }
    }
    return keys;
  }

  /// The keys of responses in any of these groups.
  ///
  /// @param origin whose groups; null for those of every origin
  public List<CacheKey> keys(CacheGroups wanted, @Nullable String origin) {
    lock.lock();
    try {
      return groups.keys(wanted, origin);
    } finally {
      lock.unlock();
    }
  }

  /// The keys of responses that say they answer for `key` too (No-Vary-Search), newest first.
  public List<CacheKey> equivalents(CacheKey key) {
    return queries.equivalents(key);
  }

  /// What the store holds now.
  public StoreFigures figures() {
    lock.lock();
    try {
      return new StoreFigures(
          uris,
          bytes,
          limits.memoryBytes(),
          stored.sum(),
          refused.sum(),
          evicted.sum(),
          invalidated.sum());
    } finally {
      lock.unlock();
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
    index(after.key(), before, after);
    cache.put(after.key(), after);
    makeRoom();
  }

  private void index(CacheKey key, @Nullable Variants before, @Nullable Variants after) {
    List<StoredResponse> old = responses(before);
    List<StoredResponse> current = responses(after);
    groups.changed(key, old, current);
    queries.changed(key, old, current);
  }

  private static List<StoredResponse> responses(@Nullable Variants variants) {
    return variants == null ? List.of() : variants.all().stream().map(Variant::response).toList();
  }

  private void makeRoom() {
    while (bytes > limits.memoryBytes()) {
      Residence victim = ring.victim();
      Variants leaving = victim == null ? null : cache.get(victim.key());
      if (leaving == null) {
        return;
      }
      drop(leaving);
      evicted.increment();
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
    index(gone.key(), gone, null);
  }

  private void droppedByEhcache(CacheEvent<? extends CacheKey, ? extends Variants> event) {
    lock.lock();
    try {
      takeOff(event.getOldValue());
      evicted.increment();
    } finally {
      lock.unlock();
    }
  }
}

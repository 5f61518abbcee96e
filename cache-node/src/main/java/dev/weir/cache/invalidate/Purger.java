package dev.weir.cache.invalidate;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.cache.purge.PurgeOrder;
import dev.weir.cache.purge.PurgeReport;
import dev.weir.cache.purge.PurgeTarget;
import dev.weir.cache.purge.Tombstone;
import dev.weir.cache.purge.Tombstones;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.tell.Telling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/// Carries out what is to become invalid, at this node and at its siblings. What is being fetched
/// meanwhile is given to those who wait for it, but not stored, and older copies do not come back
/// from other caches.
public final class Purger {

  private final ResponseStore store;
  private final Fetching fetching;
  private final KeyRules keyRules;
  private final Tombstones tombstones;
  private final Telling siblings;
  private final InstantSource clock;

  /// @param keyRules what makes keys of URLs
  public Purger(
      ResponseStore store,
      Fetching fetching,
      KeyRules keyRules,
      Tombstones tombstones,
      Telling siblings,
      InstantSource clock) {
    this.store = store;
    this.fetching = fetching;
    this.keyRules = keyRules;
    this.tombstones = tombstones;
    this.siblings = siblings;
    this.clock = clock;
  }

  /// Purges because an operator says so; done here when it returns, and at the siblings as far as
  /// the report says. Looks at every key where the target is a prefix or a pattern.
  public PurgeReport purge(PurgeOrder order) {
    PurgeOrder normal = normalised(order);
    Tombstone tombstone = bury(normal);
    PurgeReport here = remove(normal, key -> purge(key, normal.mode()));
    // Whoever hears that it is purged may rely on it, whatever happens to the node then.
    PurgeReport kept = store.flush() ? here : here.notDurable();
    return kept.confirmedBy(siblings.tellAndWait(tombstone));
  }

  /// Purges because something has changed at the origin.
  ///
  /// @return done when the siblings know, or have been waited for long enough
  public CompletableFuture<Void> invalidate(List<PurgeOrder> orders) {
    Tombstone last = null;
    for (PurgeOrder order : orders) {
      PurgeOrder normal = normalised(order);
      last = bury(normal);
      remove(normal, this::drop);
    }
    return last == null ? CompletableFuture.completedFuture(null) : siblings.tell(last);
  }

  /// Purges because a sibling said so. What was generated since stays: it is new.
  ///
  /// @param age how long ago it became invalid
  public void hear(PurgeOrder order, Duration age) {
    Instant at = clock.instant().minus(age);
    PurgeOrder normal = normalised(order);
    tombstones.bury(normal, at, Tombstone.Source.HEARD);
    remove(normal, key -> isOlder(key, at) ? purge(key, normal.mode()) : 0);
  }

  private Tombstone bury(PurgeOrder order) {
    return tombstones.bury(order, clock.instant(), Tombstone.Source.OWN);
  }

  private boolean isOlder(CacheKey key, Instant at) {
    return store.anyGeneratedBy(key, at);
  }

  private PurgeReport remove(PurgeOrder order, ToIntFunction<CacheKey> removal) {
    PurgeTarget target = order.target();
    fetching.overtaken(target::mayContain);
    List<CacheKey> partial = store.parts().keys(parts -> contains(target, parts));
    partial.forEach(store.parts()::remove);
    int uris = 0;
    int responses = 0;
    for (CacheKey key : keys(target)) {
      int purged = removal.applyAsInt(key);
      uris += purged > 0 ? 1 : 0;
      responses += purged;
    }
    return new PurgeReport(order.mode(), uris, responses, partial.size());
  }

  /// What is on disk goes without being waited for.
  private int drop(CacheKey key) {
    return store.invalidate(key) ? 1 : 0;
  }

  private int purge(CacheKey key, PurgeOrder.Mode mode) {
    return switch (mode) {
      case HARD -> store.remove(key);
      case SOFT -> store.makeStale(key, clock.instant());
    };
  }

  private PurgeOrder normalised(PurgeOrder order) {
    return order.target() instanceof PurgeTarget.Url(CacheKey key)
        ? new PurgeOrder(new PurgeTarget.Url(keyRules.normalise(key)), order.mode())
        : order;
  }

  private List<CacheKey> keys(PurgeTarget target) {
    return switch (target) {
      case PurgeTarget.Url(CacheKey key) -> {
        List<CacheKey> keys = new ArrayList<>(store.equivalents(key));
        keys.add(key);
        yield keys;
      }
      case PurgeTarget.Prefix _, PurgeTarget.Pattern _ -> store.keys(target::mayContain);
      case PurgeTarget.Group group -> store.keys(group.groups(), group.origin());
    };
  }

  private static boolean contains(PurgeTarget target, PartialResponse parts) {
    boolean mayContain = target.mayContain(parts.head().key());
    return target instanceof PurgeTarget.Group group
        ? mayContain && CacheGroups.of(parts.head().fields()).sharesWith(group.groups())
        : mayContain;
  }
}

package dev.weir.cache.purge;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.partial.PartialResponse;
import dev.weir.cache.store.ResponseStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Carries out what an operator wants purged from this node. What is being fetched meanwhile is
/// given to those who wait for it, but not stored.
public final class Purger {

  private final ResponseStore store;
  private final Fetching fetching;
  private final KeyRules keyRules;
  private final InstantSource clock;

  /// @param keyRules what makes keys of URLs
  public Purger(ResponseStore store, Fetching fetching, KeyRules keyRules, InstantSource clock) {
    this.store = store;
    this.fetching = fetching;
    this.keyRules = keyRules;
    this.clock = clock;
  }

  /// Purges; done when it returns. Looks at every key where the target is a prefix or a pattern.
  public PurgeReport purge(PurgeOrder order) {
    PurgeTarget target = normalised(order.target());
    fetching.overtaken(target::mayContain);
    List<CacheKey> partial = store.parts().keys(parts -> contains(target, parts));
    partial.forEach(store.parts()::remove);
    List<CacheKey> keys = keys(target);
    int uris = 0;
    int responses = 0;
    for (CacheKey key : keys) {
      int purged =
          switch (order.mode()) {
            case HARD -> store.remove(key);
            case SOFT -> store.makeStale(key, clock.instant());
          };
      uris += purged > 0 ? 1 : 0;
      responses += purged;
    }
    // Whoever hears that it is purged may rely on it, whatever happens to the node then.
    store.flush();
    return new PurgeReport(order.mode().word(), uris, responses, partial.size());
  }

  private PurgeTarget normalised(PurgeTarget target) {
    return target instanceof PurgeTarget.Url(CacheKey key)
        ? new PurgeTarget.Url(keyRules.normalise(key))
        : target;
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

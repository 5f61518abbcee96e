package dev.weir.cache;

import dev.weir.cache.decide.change.Invalidation;
import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.KeyRules;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.store.ResponseStore;

/// Drops what the answer to an unsafe request has made untrue: the target, what the answer names as
/// its result (RFC 9111 §4.4), and the groups it names (RFC 9875 §3), all on the same origin.
final class Invalidating {

  private final ResponseStore store;
  private final Fetching fetching;
  private final KeyRules keyRules;

  /// @param keyRules what makes keys of URLs
  Invalidating(ResponseStore store, Fetching fetching, KeyRules keyRules) {
    this.store = store;
    this.fetching = fetching;
    this.keyRules = keyRules;
  }

  void after(Ask ask, Answer answer) {
    for (CacheKey named :
        Invalidation.of(ask.method(), ask.key(), answer.status(), answer.fields())) {
      CacheKey key = keyRules.normalise(named);
      drop(key);
      store.equivalents(key).forEach(this::drop);
    }
    CacheGroups groups = CacheGroups.invalidatedBy(ask.method(), answer.fields());
    if (!groups.isEmpty()) {
      drop(groups, ask.key().origin());
    }
  }

  private void drop(CacheKey key) {
    fetching.overtaken(key);
    store.invalidate(key);
  }

  /// Whether what is being fetched will belong to one of the groups cannot be known.
  private void drop(CacheGroups groups, String origin) {
    fetching.overtaken(key -> key.origin().equals(origin));
    store.keys(groups, origin).forEach(store::invalidate);
    store
        .parts()
        .keys(parts ->
            parts.head().key().origin().equals(origin)
                && CacheGroups.of(parts.head().fields()).sharesWith(groups))
        .forEach(store.parts()::remove);
  }
}

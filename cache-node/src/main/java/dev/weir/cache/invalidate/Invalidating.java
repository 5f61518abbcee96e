package dev.weir.cache.invalidate;

import dev.weir.cache.decide.change.Invalidation;
import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.purge.PurgeOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Drops what the answer to an unsafe request has made untrue: the target, what the answer names as
/// its result (RFC 9111 §4.4), and the groups it names (RFC 9875 §3), all on the same origin.
public final class Invalidating {

  private final Purger purger;

  /// @param purger what drops
  public Invalidating(Purger purger) {
    this.purger = purger;
  }

  /// Drops it, here at once.
  ///
  /// @return done when the client may be answered: whoever asks a sibling then finds no old copy
  ///   there
  public CompletableFuture<Void> after(Ask ask, Answer answer) {
    List<PurgeOrder> orders = new ArrayList<>();
    for (CacheKey key :
        Invalidation.of(ask.method(), ask.key(), answer.status(), answer.fields())) {
      orders.add(PurgeOrder.drop(key));
    }
    for (String group : CacheGroups.invalidatedBy(ask.method(), answer.fields()).names()) {
      orders.add(PurgeOrder.drop(group, ask.key().origin()));
    }
    return purger.invalidate(orders);
  }
}

package dev.weir.cache.route;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.PeerOutcome;
import java.util.function.Consumer;

/// Asks the siblings who has a URL.
@FunctionalInterface
public interface SiblingQuestion {

  /// For a node without ICP.
  SiblingQuestion NOBODY = (key, variant, then) -> then.accept(new PeerOutcome.NobodyToAsk());

  /// Never blocks; `then` is called exactly once.
  ///
  /// @param variant the number of the variant wanted, 0 for any
  void ask(CacheKey key, int variant, Consumer<PeerOutcome> then);
}

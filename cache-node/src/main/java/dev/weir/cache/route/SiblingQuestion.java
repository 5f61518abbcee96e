package dev.weir.cache.route;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.PeerOutcome;
import java.util.function.Consumer;

/// Asks the siblings who has a URL.
@FunctionalInterface
public interface SiblingQuestion {

  /// For a node without ICP.
  SiblingQuestion NOBODY = (key, then) -> then.accept(new PeerOutcome.NobodyToAsk());

  /// Never blocks; `then` is called exactly once.
  void ask(CacheKey key, Consumer<PeerOutcome> then);
}

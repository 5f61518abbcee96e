package dev.weir.cache.peer.icp;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.wire.IcpMessage;
import java.net.InetSocketAddress;

/// What this node says when a sibling asks about a URL. Called on the ICP thread: answers at once,
/// from memory, without locks that others hold for long.
@FunctionalInterface
public interface IcpAnswers {

  /// The three things a node may say.
  enum Answer {
    /// There is a copy that will still be fresh when the sibling comes for it.
    HIT,
    /// There is none.
    MISS,
    /// There may be one, but do not come: the node is loading its store or in trouble.
    MISS_NOFETCH
  }

  /// The answer for a GET of this key.
  Answer answer(CacheKey key);

  /// The answer for one variant of it, where the asker could tell which.
  ///
  /// @param variant the number of the variant, 0 for any
  default Answer answer(CacheKey key, int variant) {
    return answer(key);
  }

  /// This has been sent, whether it says [Answer] or that the query was denied or unreadable.
  default void sent(InetSocketAddress sibling, IcpMessage answer) {}
}

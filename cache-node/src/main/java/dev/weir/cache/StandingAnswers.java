package dev.weir.cache;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.Standing;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.cache.peer.wire.IcpMessage;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/// What a node says over ICP, as long as it is to be asked; else that nobody should come
/// (MISS_NOFETCH, as Squid says while it loads).
record StandingAnswers(IcpAnswers answers, Supplier<Standing> standing) implements IcpAnswers {

  @Override
  public Answer answer(CacheKey key) {
    return isReady() ? answers.answer(key) : Answer.MISS_NOFETCH;
  }

  @Override
  public Answer answer(CacheKey key, int variant) {
    return isReady() ? answers.answer(key, variant) : Answer.MISS_NOFETCH;
  }

  private boolean isReady() {
    return standing.get() == Standing.READY;
  }

  @Override
  public void sent(InetSocketAddress sibling, IcpMessage answer) {
    answers.sent(sibling, answer);
  }
}

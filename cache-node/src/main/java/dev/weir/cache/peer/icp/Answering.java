package dev.weir.cache.peer.icp;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.cache.peer.wire.IcpRefusal;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Answers the queries of peers. No answer is longer than its query. Confined to the ICP thread.
final class Answering {

  private final IcpSettings settings;
  private final IcpAnswers answers;
  private final QuerySources sources;
  private final IcpCounters counters;

  Answering(IcpSettings settings, IcpAnswers answers, IcpCounters counters) {
    this.settings = settings;
    this.answers = answers;
    this.sources = new QuerySources(settings.limits());
    this.counters = counters;
  }

  /// The answer to a query, null when it gets none.
  @Nullable IcpMessage answer(InetSocketAddress source, IcpMessage query, Instant now) {
    counters.query();
    if (!admits(source, now)) {
      return null;
    }
    // Squid 5.7 ICP: access is judged before the store is looked at, so that DENIED tells nothing.
    if (!settings.access().test(source.getAddress())) {
      sources.denied(source.getAddress(), now);
      return reply(IcpOpcode.DENIED, query);
    }
    if (query.url().length() > settings.limits().urlOctets()) {
      return reply(IcpOpcode.MISS, query);
    }
    CacheKey key;
    try {
      key = CacheKey.of(query.url());
    } catch (IllegalArgumentException e) {
      return error(query.requestNumber());
    }
    return reply(lookUp(key, query.variant()), query);
  }

  /// The answer to a query whose URL is unusable, null when it gets none.
  @Nullable IcpMessage answerBad(
      InetSocketAddress source, IcpRefusal reason, int requestNumber, Instant now) {
    counters.refused(reason, source);
    return reason.answersQueries() && admits(source, now) ? error(requestNumber) : null;
  }

  /// Tells whoever keeps the log.
  void sent(InetSocketAddress source, IcpMessage answer) {
    answers.sent(source, answer);
  }

  private boolean admits(InetSocketAddress source, Instant now) {
    return switch (sources.admit(source.getAddress(), now)) {
      case ADMITTED -> true;
      case TOO_MANY -> {
        counters.dropped(IcpCounters.Drop.TOO_MANY, source);
        yield false;
      }
      case DENIED_TOO_OFTEN -> {
        counters.dropped(IcpCounters.Drop.DENIED_TOO_OFTEN, source);
        yield false;
      }
    };
  }

  private IcpOpcode lookUp(CacheKey key, int variant) {
    // Only HTTP is cached; a query for anything else is a miss without a look.
    if (!key.uri().startsWith("http://") && !key.uri().startsWith("https://")) {
      return IcpOpcode.MISS;
    }
    return switch (answers.answer(key, variant)) {
      case HIT -> IcpOpcode.HIT;
      case MISS -> IcpOpcode.MISS;
      case MISS_NOFETCH -> IcpOpcode.MISS_NOFETCH;
    };
  }

  private IcpMessage reply(IcpOpcode opcode, IcpMessage query) {
    counters.answered(opcode);
    return IcpMessage.answer(opcode, query.requestNumber(), query.url());
  }

  private IcpMessage error(int requestNumber) {
    counters.answered(IcpOpcode.ERR);
    return IcpMessage.error(requestNumber);
  }
}

package dev.weir.cache.observe.explain;

import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.observe.rules.RuleWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The last requests, the oldest giving way to the newest.
///
/// Their memos are made once and written over: objects made for each request would all outlive the
/// next collection of what is young, and be copied by it.
public final class RecentRequests {

  static final int KEPT = 4096;

  private static final long NANOS_PER_MICRO = 1_000;

  private final Memo[] ring = Stream.generate(Memo::new).limit(KEPT).toArray(Memo[]::new);
  private final AtomicLong next = new AtomicLong();

  /// An exchange ended at `now`.
  public void add(ClientExchange exchange, Instant now) {
    Account account = exchange.account();
    Duration upstream = account.upstreamElapsed();
    Trace trace =
        new Trace(
            exchange.fields().first("X-Request-Id"),
            exchange.arrival(),
            exchange.request().getMethod(),
            exchange.request().getHttpURI().toString(),
            exchange.response().getStatus(),
            account.tag().name(),
            RuleWatch.isHit(account),
            account.reason(),
            account.rule(),
            account.hierarchy().toString(),
            account.cacheStatus(),
            upstream == null ? null : upstream.toNanos() / NANOS_PER_MICRO,
            Duration.between(exchange.arrival(), now).toNanos() / NANOS_PER_MICRO);
    add(trace);
  }

  void add(Trace trace) {
    long number = next.getAndIncrement();
    ring[(int) (number % KEPT)].write(number, trace);
  }

  /// The newest that fulfils a condition; null when none does.
  @Nullable Trace newest(Predicate<Trace> condition) {
    return newestFirst().filter(condition).findFirst().orElse(null);
  }

  /// Those that fulfil a condition, the newest first.
  public List<Trace> newest(Predicate<Trace> condition, int most) {
    return newestFirst().filter(condition).limit(most).toList();
  }

  private Stream<Trace> newestFirst() {
    long end = next.get();
    return LongStream.range(0, Math.min(end, KEPT))
        .map(i -> end - 1 - i)
        .mapToObj(number -> ring[(int) (number % KEPT)].read(number))
        .flatMap(Optional::stream);
  }
}

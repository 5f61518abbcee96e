package dev.weir.cache.observe.explain;

import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.observe.rules.RuleWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The last requests, the oldest giving way to the newest.
///
/// Their memos are made once and written over: objects made for each request would all outlive the
/// next collection of what is young, and be copied by it. A client says how long they are, up to a
/// point.
public final class RecentRequests {

  static final int KEPT = 4096;

  /// Of an id, a method, a URI, in characters; what is longer is cut, and not found when asked for
  /// whole.
  static final int LONGEST = 2_048;

  private static final long NANOS_PER_MICRO = 1_000;

  private final Memo[] ring = Stream.generate(Memo::new).limit(KEPT).toArray(Memo[]::new);
  private final AtomicLong next = new AtomicLong();

  /// An exchange ended at `now`.
  public void add(ClientExchange exchange, Instant now) {
    Account account = exchange.account();
    Duration upstream = account.upstreamElapsed();
    String id = exchange.fields().first("X-Request-Id");
    Trace trace =
        new Trace(
            id == null ? null : cut(id),
            exchange.arrival(),
            cut(exchange.request().getMethod()),
            cut(exchange.request().getHttpURI().toString()),
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

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  void add(Trace trace) {
    long number = next.getAndIncrement();
    ring[(int) (number % KEPT)].write(number, trace);
  }

  /// The newest that fulfils a condition; null when none does.
  @Nullable Trace newest(Predicate<Trace> condition) {
    return newestFirst().filter(condition).findFirst().orElse(null);
  }

  /// How many fulfil a condition.
  long count(Predicate<Trace> condition) {
    return newestFirst().filter(condition).count();
  }

  /// Each is made when it is asked for.
  Stream<Trace> newestFirst() {
    long end = next.get();
    return LongStream.range(0, Math.min(end, KEPT))
        .map(i -> end - 1 - i)
        .mapToObj(number -> ring[(int) (number % KEPT)].read(number))
        .flatMap(Optional::stream);
  }
}

package dev.weir.cache.observe.explain;

import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.observe.rules.RuleWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The last requests, the oldest giving way to the newest.
public final class RecentRequests {

  private static final int KEPT = 4096;
  private static final long NANOS_PER_MICRO = 1_000;

  private final AtomicReferenceArray<@Nullable Trace> ring = new AtomicReferenceArray<>(KEPT);
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
    ring.setRelease((int) (next.getAndIncrement() % KEPT), trace);
  }

  /// The newest that fulfils a condition; null when none does.
  @Nullable Trace newest(Predicate<Trace> condition) {
    long end = next.get();
    for (long i = end - 1; i >= Math.max(0, end - KEPT); i--) {
      Trace trace = ring.getAcquire((int) (i % KEPT));
      if (trace != null && condition.test(trace)) {
        return trace;
      }
    }
    return null;
  }

  /// Those that fulfil a condition, the newest first.
  public List<Trace> newest(Predicate<Trace> condition, int most) {
    List<Trace> found = new ArrayList<>();
    long end = next.get();
    for (long i = end - 1; i >= Math.max(0, end - KEPT) && found.size() < most; i--) {
      Trace trace = ring.getAcquire((int) (i % KEPT));
      if (trace != null && condition.test(trace)) {
        found.add(trace);
      }
    }
    return found;
  }
}

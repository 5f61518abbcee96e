package dev.weir.cache.peer.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long one peer takes to answer, and so how long an answer is waited for.
///
/// The tail is an estimate near the 99th percentile that needs no memory of samples: it rises by a
/// quarter of what a slower answer exceeds it by and falls by a 256th of what a faster one stays
/// below it. One stray answer lifts it by at most three quarters. Any thread may call any method.
public final class RoundTrips {

  /// Shortest wait: below it, the scheduling of two machines is measured and not the peer.
  public static final Duration SHORTEST_WAIT = Duration.ofMillis(5);

  /// Wait for a peer that has not answered yet: its first answers may come from cold code.
  public static final Duration FIRST_WAIT = Duration.ofMillis(20);

  private static final int WAIT_PER_TAIL = 4;
  private static final long SMALLEST_TAIL_NANOS = SHORTEST_WAIT.toNanos() / WAIT_PER_TAIL;
  private static final long UNKNOWN = -1;

  private volatile long tailNanos = UNKNOWN;
  private volatile long meanNanos = UNKNOWN;

  /// Takes in the time between a query and its answer.
  public synchronized void sample(Duration roundTrip) {
    long nanos = Math.max(0, roundTrip.toNanos());
    long tail = tailNanos;
    if (tail == UNKNOWN) {
      meanNanos = nanos;
      tailNanos = nanos;
      return;
    }
    long mean = meanNanos;
    meanNanos = mean + (nanos - mean) / 8;
    long clipped = Math.min(nanos, 4 * Math.max(tail, SMALLEST_TAIL_NANOS));
    tailNanos = clipped > tail ? tail + (clipped - tail) / 4 : tail - (tail - clipped) / 256;
  }

  /// How long an answer is waited for: four tails, at least [#SHORTEST_WAIT], at most `limit`.
  public Duration wait(Duration limit) {
    long tail = tailNanos;
    Duration adaptive = tail == UNKNOWN ? FIRST_WAIT : Duration.ofNanos(WAIT_PER_TAIL * tail);
    Duration floored = adaptive.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : adaptive;
    return floored.compareTo(limit) < 0 ? floored : limit;
  }

  /// Smoothed time of an answer, null before the first.
  public @Nullable Duration mean() {
    long nanos = meanNanos;
    return nanos == UNKNOWN ? null : Duration.ofNanos(nanos);
  }

  /// Estimate of the slowest answers, null before the first.
  public @Nullable Duration tail() {
    long nanos = tailNanos;
    return nanos == UNKNOWN ? null : Duration.ofNanos(nanos);
  }
}

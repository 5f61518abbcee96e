package dev.weir.cache.observe.rules;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/// Requests and hits of the last hour, minute by minute.
///
/// A minute is one number (its own, the requests, the hits), so that who comes first in a new
/// minute clears what is an hour old without a lock.
final class RecentMinutes {

  static final int MINUTES = 60;

  private static final int COUNT_BITS = 20;
  private static final long MOST = (1L << COUNT_BITS) - 1;
  private static final long MINUTE_MASK = (1L << 24) - 1;

  private final AtomicLongArray minutes = new AtomicLongArray(MINUTES);

  void add(Instant now, long requests, long hits) {
    long minute = (now.getEpochSecond() / 60) & MINUTE_MASK;
    minutes.accumulateAndGet(
        (int) (minute % MINUTES), packed(minute, requests, hits), RecentMinutes::sum);
  }

  private static long packed(long minute, long requests, long hits) {
    return (minute << (2 * COUNT_BITS))
        | (Math.min(MOST, requests) << COUNT_BITS)
        | Math.min(MOST, hits);
  }

  private static long minute(long packed) {
    return packed >>> (2 * COUNT_BITS);
  }

  private static long requests(long packed) {
    return (packed >>> COUNT_BITS) & MOST;
  }

  private static long hits(long packed) {
    return packed & MOST;
  }

  /// Counts that would run over stay at their most.
  private static long sum(long before, long more) {
    return minute(before) == minute(more)
        ? packed(minute(more), requests(before) + requests(more), hits(before) + hits(more))
        : more;
  }

  /// Requests of each of the last minutes, the oldest first, this one last.
  long[] requests(Instant now) {
    long[] counts = packed(now);
    for (int i = 0; i < MINUTES; i++) {
      counts[i] = requests(counts[i]);
    }
    return counts;
  }

  /// Hits of each of the last minutes, the oldest first, this one last.
  long[] hits(Instant now) {
    long[] counts = packed(now);
    for (int i = 0; i < MINUTES; i++) {
      counts[i] = hits(counts[i]);
    }
    return counts;
  }

  private long[] packed(Instant now) {
    long first = now.getEpochSecond() / 60 - MINUTES + 1;
    long[] counts = new long[MINUTES];
    for (int i = 0; i < MINUTES; i++) {
      long minute = (first + i) & MINUTE_MASK;
      long packed = minutes.get((int) (minute % MINUTES));
      counts[i] = minute(packed) == minute ? packed : 0;
    }
    return counts;
  }
}

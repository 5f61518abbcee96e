package dev.weir.cache.observe.rules;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/// Ages at which stored responses were used, counted in powers of two of a second.
final class Ages {

  private static final int BUCKETS = 33;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void add(long seconds) {
    counts.incrementAndGet(
        Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, seconds))));
  }

  /// The age half of the uses were below; between two powers it is taken for in the middle.
  Duration median() {
    long all = 0;
    for (int i = 0; i < BUCKETS; i++) {
      all += counts.get(i);
    }
    long below = 0;
    for (int i = 0; i < BUCKETS && all > 0; i++) {
      below += counts.get(i);
      if (below * 2 >= all) {
        return Duration.ofSeconds(i == 0 ? 0 : (3L << i) >> 2);
      }
    }
    return Duration.ZERO;
  }
}

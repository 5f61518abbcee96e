package dev.weir.workbench.bench.load;

import java.util.SplittableRandom;

/// The times at which views are due, one after the other, in nanoseconds from the beginning.
final class Arrivals {

  private static final double NANOS_PER_SECOND = 1e9;

  private final SplittableRandom random;
  private final double meanGapNanos;
  private double next;

  Arrivals(Pace.Open pace) {
    random = new SplittableRandom(pace.seed());
    meanGapNanos = NANOS_PER_SECOND / pace.viewsPerSecond();
    advance();
  }

  /// The time of the next view; the same until `advance`.
  long due() {
    return (long) next;
  }

  void advance() {
    // Gaps of a Poisson process are exponentially distributed.
    next += -Math.log(1 - random.nextDouble()) * meanGapNanos;
  }
}

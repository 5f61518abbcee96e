package dev.weir.workbench.bench.load;

/// When page views begin.
public sealed interface Pace {

  /// At times drawn beforehand from a Poisson process: nobody waits for an earlier visitor.
  ///
  /// @param seed the same seed draws the same times
  record Open(double viewsPerSecond, long seed) implements Pace {}

  /// So many visitors at once; each view that ends makes room for the next. Says how much can be
  /// done, not how long it takes.
  record Closed(int visitors) implements Pace {}
}

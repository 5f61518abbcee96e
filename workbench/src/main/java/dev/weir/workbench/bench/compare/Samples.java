package dev.weir.workbench.bench.compare;

import java.util.List;

/// One figure in two reports, a value for each round, in order; more is worse.
///
/// - `cases`: how many cases the figure is the mean of.
public record Samples(String name, int cases, List<Double> before, List<Double> after) {

  public Samples {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}

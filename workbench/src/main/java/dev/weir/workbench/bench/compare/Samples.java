package dev.weir.workbench.bench.compare;

import java.util.List;

/// One figure of one case in two reports, a value for each round, in order; more is worse.
public record Samples(List<Double> before, List<Double> after) {

  public Samples {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}

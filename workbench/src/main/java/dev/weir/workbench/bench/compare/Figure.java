package dev.weir.workbench.bench.compare;

import java.util.List;

/// One figure over several cases, which are judged together.
public record Figure(String name, List<Samples> cases) {

  public Figure {
    cases = List.copyOf(cases);
  }
}

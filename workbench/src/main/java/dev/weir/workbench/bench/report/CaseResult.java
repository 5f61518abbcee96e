package dev.weir.workbench.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Everything measured of one case, one slice and one burst for each round.
///
/// - `curve`: times of page views over all rounds, microseconds, at the percentiles of `CURVE`.
public record CaseResult(
    SplitCase split, List<Slice> slices, List<Burst> bursts, List<Long> curve) {

  /// The percentiles of `curve`.
  public static final List<Double> CURVE =
      List.of(0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 97.0, 99.0, 99.5, 99.9, 100.0);

  public CaseResult {
    slices = List.copyOf(slices);
    bursts = List.copyOf(bursts);
    curve = List.copyOf(curve);
  }

  public Summary slices(ToDoubleFunction<Slice> figure) {
    return Summary.of(slices.stream().mapToDouble(figure).toArray());
  }

  public Summary bursts(ToDoubleFunction<Burst> figure) {
    return Summary.of(bursts.stream().mapToDouble(figure).toArray());
  }
}

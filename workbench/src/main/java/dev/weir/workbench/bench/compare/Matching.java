package dev.weir.workbench.bench.compare;

import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SplitCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// The figures that two reports share: CPU time for a request of each tier over all cases, and of
/// all tiers over the cases of each shape.
///
/// CPU times are divided by what the yardstick took in the same round, in parts of its usual time,
/// so that a machine that was slower as a whole does not count against the later report.
final class Matching {

  private static final List<String> TIERS = List.of("edge", "node", "app");

  /// A tier that takes less for a request is left out: what it takes then is its idling.
  private static final double LEAST_MICROS = 5;

  private static final double TINY_MICROS = 1e-3;

  private final Map<SplitCase, CaseResult> before;
  private final Map<SplitCase, CaseResult> after;
  private final Speed speedBefore;
  private final Speed speedAfter;

  Matching(Report before, Report after) {
    this.before = byCase(before);
    this.after = byCase(after);
    this.before.keySet().retainAll(this.after.keySet());
    double usual = Speed.usual(before, after);
    speedBefore = new Speed(before, usual);
    speedAfter = new Speed(after, usual);
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (String tier : TIERS) {
      List<SplitCase> with = before.keySet().stream().filter(split -> counts(split, tier)).toList();
      add(figures, tier + " in all cases", with, slice -> slice.cpuPerRequest(tier));
    }
    Map<String, List<SplitCase>> shapes = new LinkedHashMap<>();
    for (SplitCase split : SplitCase.all()) {
      if (before.containsKey(split)) {
        shapes.computeIfAbsent(split.shape(), _ -> new ArrayList<>()).add(split);
      }
    }
    shapes.forEach(
        (shape, splits) -> add(figures, shape + ", all tiers", splits, Slice::cpuPerRequest));
    return figures;
  }

  private boolean counts(SplitCase split, String tier) {
    return of(before, split).slices(slice -> slice.cpuPerRequest(tier)).median() >= LEAST_MICROS;
  }

  private void add(
      List<Figure> figures, String name, List<SplitCase> splits, ToDoubleFunction<Slice> micros) {
    if (!splits.isEmpty()) {
      figures.add(
          new Figure(
              name,
              splits.stream()
                  .map(split ->
                      new Samples(
                          rounds(of(before, split), speedBefore, micros),
                          rounds(of(after, split), speedAfter, micros)))
                  .toList()));
    }
  }

  private static List<Double> rounds(
      CaseResult result, Speed speed, ToDoubleFunction<Slice> micros) {
    return result.slices().stream()
        .map(slice -> Math.max(TINY_MICROS, micros.applyAsDouble(slice)) / speed.of(slice.round()))
        .toList();
  }

  private static CaseResult of(Map<SplitCase, CaseResult> results, SplitCase split) {
    return Objects.requireNonNull(results.get(split));
  }

  private static Map<SplitCase, CaseResult> byCase(Report report) {
    Map<SplitCase, CaseResult> results = new HashMap<>();
    for (CaseResult result : report.cases()) {
      if (!result.slices().isEmpty()) {
        results.put(result.split(), result);
      }
    }
    return results;
  }
}

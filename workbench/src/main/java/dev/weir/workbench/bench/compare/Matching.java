package dev.weir.workbench.bench.compare;

import dev.weir.workbench.bench.report.CaseResult;
import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SplitCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The figures that two reports share: CPU time of each tier over all cases, and of each case over
/// all tiers.
///
/// CPU times are divided by what the yardstick took in the same round, in parts of its usual time,
/// so that a machine that was slower as a whole does not count against the later report.
final class Matching {

  private static final List<String> TIERS = List.of("edge", "node", "app");

  /// A tier that takes less for a request is left out: what it takes then is its idling.
  private static final double LEAST_MICROS = 5;

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

  List<Samples> figures() {
    List<Samples> figures = new ArrayList<>();
    for (String tier : TIERS) {
      tier(figures, tier);
    }
    for (SplitCase split : SplitCase.all()) {
      if (before.containsKey(split)) {
        figures.add(samples(split.id(), List.of(split), Slice::cpuPerRequest));
      }
    }
    return figures.stream()
        .filter(figure -> !figure.before().isEmpty() && !figure.after().isEmpty())
        .toList();
  }

  private void tier(List<Samples> figures, String tier) {
    List<SplitCase> with =
        before.entrySet().stream()
            .filter(entry ->
                entry.getValue().slices(slice -> slice.cpuPerRequest(tier)).median()
                    >= LEAST_MICROS)
            .map(Map.Entry::getKey)
            .toList();
    if (!with.isEmpty()) {
      figures.add(samples(tier + " in all cases", with, slice -> slice.cpuPerRequest(tier)));
    }
  }

  /// For each round the mean over `cases` of the logarithm, as a figure again.
  private Samples samples(String name, List<SplitCase> cases, ToDoubleFunction<Slice> figure) {
    return new Samples(
        name,
        cases.size(),
        rounds(before, cases, speedBefore, figure),
        rounds(after, cases, speedAfter, figure));
  }

  private static List<Double> rounds(
      Map<SplitCase, CaseResult> results,
      List<SplitCase> cases,
      Speed speed,
      ToDoubleFunction<Slice> figure) {
    Map<Integer, List<Double>> rounds = new TreeMap<>();
    for (SplitCase split : cases) {
      CaseResult result = results.get(split);
      if (result != null) {
        for (Slice slice : result.slices()) {
          double micros = Math.max(1e-3, figure.applyAsDouble(slice)) / speed.of(slice.round());
          rounds.computeIfAbsent(slice.round(), _ -> new ArrayList<>()).add(Math.log(micros));
        }
      }
    }
    // A round that was ended early lacks cases, and a mean over others is no mean of these.
    return rounds.values().stream()
        .filter(logs -> logs.size() == cases.size())
        .map(logs -> Math.exp(logs.stream().collect(Collectors.averagingDouble(x -> x))))
        .toList();
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

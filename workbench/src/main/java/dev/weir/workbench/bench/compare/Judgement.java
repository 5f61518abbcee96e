package dev.weir.workbench.bench.compare;

import dev.weir.workbench.bench.compare.Change.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Tells changes from noise.
///
/// Everything happens on logarithms, so that a change is a ratio. The change of a case is that of
/// the median of its rounds; the change of a figure is the median of those of its cases, so that a
/// slice which other work spoilt counts for nothing. A figure is worse when its change exceeds the
/// tolerance by more than chance explains:
///
/// - The noise of a case in a round is taken from all cases together, since few rounds of one tell
///   little of it; from distances of pairs, so that single spoilt slices do not count; and without
///   what a round did to all cases alike.
/// - The limit is the quantile at which, noise alone, one comparison in a thousand would raise an
///   alarm over any of its figures (Bonferroni).
/// - The tolerance stands for what rounds cannot show: two starts of the same JVM compile, and lay
///   out memory, differently, for the whole run.
final class Judgement {

  static final double TOLERANCE = 0.10;

  private static final double FALSE_ALARMS = 0.001;

  private final double tolerance;

  Judgement(double tolerance) {
    this.tolerance = tolerance;
  }

  List<Change> judge(List<Figure> figures) {
    double z = Spread.quantileAbove(FALSE_ALARMS / Math.max(1, figures.size()));
    return figures.stream().map(figure -> judge(figure, z)).toList();
  }

  private Change judge(Figure figure, double z) {
    List<Double> changes =
        figure.cases().stream()
            .map(of -> Math.log(Spread.median(of.after()) / Spread.median(of.before())))
            .toList();
    double change = Spread.median(changes);
    double before =
        Spread.median(figure.cases().stream().map(of -> Spread.median(of.before())).toList());
    double limit = Math.log1p(tolerance) + z * error(figure, changes);
    Verdict verdict =
        change > limit ? Verdict.WORSE : change < -limit ? Verdict.BETTER : Verdict.SAME;
    double ratio = Math.exp(change);
    return new Change(figure.name(), before, before * ratio, ratio, Math.exp(limit), verdict);
  }

  /// The standard error of the figure's change.
  private static double error(Figure figure, List<Double> changes) {
    double noise = noise(figure);
    if (noise == 0) { // one round tells nothing of noise: how far cases differ has to
      return Spread.errorOfMedian(Spread.within(List.of(changes)), changes.size());
    }
    List<Double> errors =
        figure.cases().stream()
            .map(of ->
                Math.hypot(
                    Spread.errorOfMedian(noise, of.before().size()),
                    Spread.errorOfMedian(noise, of.after().size())))
            .toList();
    return Spread.errorOfMedian(Spread.median(errors), figure.cases().size());
  }

  /// The standard deviation of the logarithm of one case in one round.
  private static double noise(Figure figure) {
    List<List<Double>> residuals = new ArrayList<>(residuals(figure, Samples::before));
    residuals.addAll(residuals(figure, Samples::after));
    return Spread.within(residuals);
  }

  private static List<List<Double>> residuals(
      Figure figure, Function<Samples, List<Double>> report) {
    return withoutRounds(figure.cases().stream().map(of -> deviations(report.apply(of))).toList());
  }

  /// Logarithms, in distances from their median.
  private static List<Double> deviations(List<Double> values) {
    double median = Spread.median(values);
    return values.stream().map(value -> Math.log(value / median)).toList();
  }

  /// Takes away from each round what it has in common over all series.
  private static List<List<Double>> withoutRounds(List<List<Double>> series) {
    int rounds = series.stream().mapToInt(List::size).max().orElse(0);
    List<List<Double>> left = new ArrayList<>();
    series.forEach(_ -> left.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      int at = round;
      double common =
          Spread.median(
              series.stream().filter(values -> values.size() > at).map(v -> v.get(at)).toList());
      for (int i = 0; i < series.size(); i++) {
        if (series.get(i).size() > round) {
          left.get(i).add(series.get(i).get(round) - common);
        }
      }
    }
    return left;
  }
}

package dev.weir.workbench.bench.compare;

import dev.weir.workbench.bench.compare.Change.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Tells changes from noise.
///
/// Everything happens on logarithms, so that a change is a ratio. A figure is worse when the median
/// of its later rounds exceeds that of its earlier ones by more than the tolerance and by more than
/// chance explains:
///
/// - The noise of a case in a round is taken from all cases together, since few rounds of one tell
///   little of it; from distances of pairs, so that single spoilt rounds do not count; and without
///   what a round did to all cases alike.
/// - The limit is the quantile at which, noise alone, one comparison of all figures in a thousand
///   would raise an alarm (Bonferroni).
/// - The tolerance stands for what rounds cannot show: two starts of the same JVM compile, and lay
///   out memory, differently, for the whole run.
final class Judgement {

  /// Two starts of the same program were seen to differ by up to a twelfth.
  static final double TOLERANCE = 0.10;

  private static final double FALSE_ALARMS = 0.001;

  private final double tolerance;

  Judgement(double tolerance) {
    this.tolerance = tolerance;
  }

  List<Change> judge(List<Samples> figures) {
    double noise = noise(figures);
    double z = Spread.quantileAbove(FALSE_ALARMS / Math.max(1, figures.size()));
    return figures.stream().map(figure -> judge(figure, noise, z)).toList();
  }

  private Change judge(Samples figure, double noise, double z) {
    double before = Spread.median(figure.before());
    double after = Spread.median(figure.after());
    double deviation = noise / Math.sqrt(figure.cases());
    double error =
        Math.hypot(
            Spread.errorOfMedian(deviation, figure.before().size()),
            Spread.errorOfMedian(deviation, figure.after().size()));
    double change = Math.log(after / before);
    double limit = Math.log1p(tolerance) + z * error;
    Verdict verdict =
        change > limit ? Verdict.WORSE : change < -limit ? Verdict.BETTER : Verdict.SAME;
    return new Change(figure.name(), before, after, Math.exp(change), Math.exp(limit), verdict);
  }

  /// The standard deviation of the logarithm of one case in one round.
  private static double noise(List<Samples> figures) {
    List<List<Double>> before = new ArrayList<>();
    List<List<Double>> after = new ArrayList<>();
    for (Samples figure : figures) {
      if (figure.cases() == 1) {
        before.add(deviations(figure.before()));
        after.add(deviations(figure.after()));
      }
    }
    List<List<Double>> residuals = new ArrayList<>(withoutRounds(before));
    residuals.addAll(withoutRounds(after));
    return Spread.within(residuals);
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

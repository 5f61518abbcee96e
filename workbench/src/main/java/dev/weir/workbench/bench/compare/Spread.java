package dev.weir.workbench.bench.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Robust statistics of a few values: a burst of other work on the machine spoils one round, and
/// must not spoil the judgement.
final class Spread {

  /// Of a normal distribution, the median distance of two values in standard deviations.
  private static final double MEDIAN_DISTANCE = 0.9539;

  private Spread() {}

  static double median(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /// The standard deviation within series, told from the distances of all pairs of each series; 0
  /// when no series has two values.
  static double within(Collection<List<Double>> series) {
    List<Double> distances = new ArrayList<>();
    for (List<Double> values : series) {
      for (int i = 0; i < values.size(); i++) {
        for (int j = i + 1; j < values.size(); j++) {
          distances.add(Math.abs(values.get(i) - values.get(j)));
        }
      }
    }
    return distances.isEmpty() ? 0 : median(distances) / MEDIAN_DISTANCE;
  }

  /// The standard error of a median of `count` values.
  static double errorOfMedian(double deviation, int count) {
    // Of one or two values the median is the mean; of more it is less exact by √(π/2).
    double factor = count <= 2 ? 1 : Math.sqrt(Math.PI / 2);
    return factor * deviation / Math.sqrt(count);
  }

  /// The value that a standard normal variable exceeds with probability `p`.
  ///
  /// Found by halving: exact to a thousandth, which is far more than the data is.
  static double quantileAbove(double p) {
    double low = 0;
    double high = 10;
    while (high - low > 1e-4) {
      double middle = (low + high) / 2;
      if (above(middle) > p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// The probability that a standard normal variable exceeds `z` ≥ 0, to seven digits (Abramowitz
  /// and Stegun 26.2.17).
  static double above(double z) {
    double t = 1 / (1 + 0.2316419 * z);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
  }
}

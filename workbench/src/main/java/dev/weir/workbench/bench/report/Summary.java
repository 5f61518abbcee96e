package dev.weir.workbench.bench.report;

import java.util.Arrays;

/// Median of a few measurements with the lowest and the highest.
public record Summary(double median, double lowest, double highest, int count) {

  /// All zero when there are no values.
  public static Summary of(double... values) {
    if (values.length == 0) {
      return new Summary(0, 0, 0, 0);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /// Half the distance between highest and lowest in parts of the median.
  public double spread() {
    return median == 0 ? 0 : (highest - lowest) / 2 / median;
  }
}

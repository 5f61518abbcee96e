package dev.weir.workbench.bench.stack;

import java.util.HashMap;
import java.util.Map;

/// The figures of one look at `/metrics` (Prometheus text format), summed over labels.
public final class Counters {

  private final Map<String, Double> sums;

  private Counters(Map<String, Double> sums) {
    this.sums = sums;
  }

  static Counters parse(String text) {
    Map<String, Double> sums = new HashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && line.indexOf(' ') > 0)
        .forEach(line -> {
          int brace = line.indexOf('{');
          int space = line.lastIndexOf(' ');
          String name = line.substring(0, brace < 0 ? line.indexOf(' ') : brace);
          sums.merge(name, Double.parseDouble(line.substring(space + 1)), Double::sum);
        });
    return new Counters(sums);
  }

  /// The sum over all labels; 0 if nothing has that name.
  public double sum(String name) {
    return sums.getOrDefault(name, 0.0);
  }
}

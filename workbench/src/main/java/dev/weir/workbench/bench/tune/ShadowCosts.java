package dev.weir.workbench.bench.tune;

import dev.weir.workbench.bench.report.GoalRow;
import dev.weir.workbench.bench.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// CPU time per hit of a node without rules tried, and with them: on a tenth of the keys, and on
/// all, which shows more clearly what one sampled request costs. In turns, so that what the machine
/// does besides falls on all alike; what counts is the median of the ratios within a round.
final class ShadowCosts {

  private static final int PAGES = 2_000;
  private static final int LEAD_IN = 2;
  private static final int MOST_WARM_UPS = 12;
  private static final double STILL_FALLING = 0.98;
  private static final double MOST_RATIO = 1.02;
  private static final double NANOS_PER_MICRO = 1000;

  private final Path directory;
  private final int rounds;
  private final Duration turn;

  /// How rules are tried.
  private enum Trial {
    NONE,
    TENTH,
    ALL
  }

  ShadowCosts(Path directory, int rounds, Duration turn) {
    this.directory = directory;
    this.rounds = rounds;
    this.turn = turn;
  }

  List<GoalRow> rows() throws IOException, InterruptedException {
    try (PageOrigin origin = new PageOrigin();
        TriedNode node = TriedNode.start(directory, origin)) {
      HitLoad load = new HitLoad(node.port(), PAGES);
      load.fill();
      for (Trial trial : Trial.values()) {
        warmUp(node, load, trial);
      }
      return rows(node, load);
    }
  }

  private void warmUp(TriedNode node, HitLoad load, Trial trial)
      throws IOException, InterruptedException {
    double before = Double.MAX_VALUE;
    double now = micros(node, load, trial);
    for (int i = 1; i < MOST_WARM_UPS && now < before * STILL_FALLING; i++) {
      before = now;
      now = micros(node, load, trial);
    }
  }

  private List<GoalRow> rows(TriedNode node, HitLoad load)
      throws IOException, InterruptedException {
    List<Double> without = new ArrayList<>();
    List<Double> tenth = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Turns turns = round(node, load, round);
      without.add(turns.none());
      tenth.add(turns.tenth() / turns.none());
      all.add(turns.all() / turns.none());
    }
    Summary ratios = summary(tenth);
    double ofAll = summary(all).median();
    return List.of(
        GoalRow.remark(
            "node, CPU per hit without rules tried",
            String.format(Locale.ROOT, "%.2f us", summary(without).median())),
        GoalRow.atMost("  with rules tried on 10 % of the keys", ratios.median(), MOST_RATIO, ""),
        GoalRow.remark(
            "    " + rounds + " rounds, middle half",
            String.format(Locale.ROOT, "%.3f – %.3f", quartile(tenth, 1), quartile(tenth, 3))),
        GoalRow.remark("  with rules tried on all keys", String.format(Locale.ROOT, "%.3f", ofAll)),
        GoalRow.atMost("    of that the tenth", 1 + (ofAll - 1) / 10, MOST_RATIO, ""));
  }

  private static double quartile(List<Double> values, int number) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((sorted.size() - 1) * number / 4);
  }

  private static Summary summary(List<Double> values) {
    return Summary.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// Microseconds per hit, one turn of each.
  private record Turns(double none, double tenth, double all) {}

  /// Every other round the other way round.
  private Turns round(TriedNode node, HitLoad load, int number)
      throws IOException, InterruptedException {
    if (number % 2 == 0) {
      double none = micros(node, load, Trial.NONE);
      double tenth = micros(node, load, Trial.TENTH);
      return new Turns(none, tenth, micros(node, load, Trial.ALL));
    }
    double all = micros(node, load, Trial.ALL);
    double tenth = micros(node, load, Trial.TENTH);
    return new Turns(micros(node, load, Trial.NONE), tenth, all);
  }

  private double micros(TriedNode node, HitLoad load, Trial trial)
      throws IOException, InterruptedException {
    switch (trial) {
      case NONE -> {}
      case TENTH -> node.tryOut("10%");
      case ALL -> node.tryOut("100%");
    }
    load.run(turn.dividedBy(LEAD_IN)); // until the keys are known that are followed
    Duration before = node.cpu();
    long answers = load.run(turn);
    double nanos = node.cpu().minus(before).toNanos();
    if (trial != Trial.NONE) {
      node.stop();
    }
    return nanos / NANOS_PER_MICRO / Math.max(1, answers);
  }
}

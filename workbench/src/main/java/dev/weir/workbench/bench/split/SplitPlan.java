package dev.weir.workbench.bench.split;

import java.time.Duration;

/// How long and how hard.
///
/// - `rounds`: each measures every case once, so that slow changes of the machine meet all cases.
/// - `slice`: page views at `viewsPerSecond`; `burst`: as many as `burstVisitors` at once can do.
/// - `warmUp`: for each case, before the first round.
/// - `slow`: for each case with slow visitors, after the last round.
record SplitPlan(
    String kind,
    int rounds,
    double viewsPerSecond,
    Duration slice,
    Duration burst,
    Duration warmUp,
    Duration slow) {

  static final int BURST_VISITORS = 12;
  static final int SLOW_VISITORS = 70;
  static final int SLOW_OCTETS_PER_SECOND = 64 * 1024;
  static final double SLOW_VIEWS_PER_SECOND = 20;

  /// Under 90 s on a quiet machine of two cores.
  static SplitPlan quick() {
    return new SplitPlan(
        "quick",
        2,
        40,
        Duration.ofMillis(390),
        Duration.ofMillis(240),
        Duration.ofMillis(260),
        Duration.ofMillis(800));
  }

  /// Under 20 minutes.
  static SplitPlan full() {
    return new SplitPlan(
        "full",
        5,
        40,
        Duration.ofSeconds(4),
        Duration.ofSeconds(2),
        Duration.ofMillis(1500),
        Duration.ofSeconds(6));
  }

  SplitPlan withRounds(int times) {
    return new SplitPlan(
        kind + ", " + times + " rounds", times, viewsPerSecond, slice, burst, warmUp, slow);
  }

  SplitPlan withRate(double views) {
    return new SplitPlan(
        kind + ", " + views + " views/s", rounds, views, slice, burst, warmUp, slow);
  }
}

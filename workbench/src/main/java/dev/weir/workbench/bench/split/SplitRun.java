package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.report.SplitCase;
import java.io.IOException;
import java.util.List;

/// The whole run: warm-up, rounds over all cases, slow visitors last.
///
/// Interrupting its thread ends it; what is collected until then is whole slices only.
final class SplitRun {

  private final SplitPlan plan;
  private final List<SplitCase> cases;
  private final Measuring measuring;
  private final SlowCase slow;
  private final Collected collected;

  SplitRun(
      SplitPlan plan,
      List<SplitCase> cases,
      Measuring measuring,
      SlowCase slow,
      Collected collected) {
    this.plan = plan;
    this.cases = List.copyOf(cases);
    this.measuring = measuring;
    this.slow = slow;
    this.collected = collected;
  }

  /// How often `Progress.step` will be called.
  static int steps(SplitPlan plan, List<SplitCase> cases) {
    return cases.size() * (plan.rounds() + 1) + slowCases(cases).size();
  }

  void run(Progress progress) throws IOException, InterruptedException {
    progress.stage("warm-up");
    for (SplitCase split : cases) {
      progress.step(split.id());
      measuring.warmUp(split);
      checkInterrupt();
    }
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.stage("round " + round + " of " + plan.rounds());
      round(round, progress);
    }
    progress.stage("slow visitors");
    for (SplitCase split : slowCases(cases)) {
      progress.step(split.shape());
      var result = slow.measure(split, plan.slow());
      checkInterrupt();
      collected.add(result);
    }
  }

  private void round(int round, Progress progress) throws IOException, InterruptedException {
    // Another case begins each round, so that none always follows the same one.
    int first = (round - 1) * cases.size() / Math.max(1, plan.rounds());
    for (int i = 0; i < cases.size(); i++) {
      SplitCase split = cases.get((first + i) % cases.size());
      progress.step(split.id());
      Measuring.Measured measured = measuring.slice(split, round);
      checkInterrupt();
      collected.add(split, measured);
      var burst = measuring.burst(split, round);
      checkInterrupt();
      collected.add(split, burst);
    }
  }

  private static List<SplitCase> slowCases(List<SplitCase> cases) {
    return SlowCase.cases().stream().filter(cases::contains).toList();
  }

  private static void checkInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}

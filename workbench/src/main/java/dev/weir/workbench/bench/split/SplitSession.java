package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.page.SplitPage;
import dev.weir.workbench.bench.report.Machine;
import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.Report.Completeness;
import dev.weir.workbench.bench.report.ReportFile;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.stack.EarlyEnd;
import dev.weir.workbench.bench.stack.MachineFacts;
import dev.weir.workbench.bench.stack.Yardstick;
import dev.weir.workbench.place.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// One run from the first process started to the report written.
final class SplitSession {

  /// Makes the progress line for so many steps.
  interface ProgressMaker {
    Progress of(int steps);
  }

  private final Path home;
  private final Path directory;
  private final SplitPlan plan;
  private final Collected collected = new Collected();
  private final AtomicReference<Map<String, String>> files = new AtomicReference<>(Map.of());

  /// @param directory gets the report
  SplitSession(Path home, Path directory, SplitPlan plan) {
    this.home = home;
    this.directory = directory;
    this.plan = plan;
  }

  /// Measures; when the process is asked to end meanwhile, with what there is by then.
  Report run(List<SplitCase> cases, JvmOptions options, ProgressMaker maker) throws IOException {
    Instant started = Instant.now();
    Machine machine = MachineFacts.read(home);
    Progress progress = maker.of(SplitRun.steps(plan, cases));
    try (EarlyEnd end = new EarlyEnd()) {
      Completeness completeness = measureUntil(end, cases, options, progress);
      progress.end();
      Report report =
          new Report(
              Report.FORMAT,
              plan.kind(),
              completeness,
              started,
              progress.elapsed().toMillis() / 1000.0,
              machine,
              settings(options),
              collected.cases(),
              collected.slow(),
              Notes.of(collected.cases()),
              files.get());
      ReportFile.write(ReportFile.json(report), directory.resolve("report.json"));
      ReportFile.write(new SplitPage(report).markup(), directory.resolve("report.html"));
      return report;
    }
  }

  List<Path> files() {
    return List.of(directory.resolve("report.json"), directory.resolve("report.html"));
  }

  private Completeness measureUntil(
      EarlyEnd end, List<SplitCase> cases, JvmOptions options, Progress progress)
      throws IOException {
    try {
      return measure(cases, options, progress);
    } catch (IOException e) {
      if (end.isAsked()) {
        return Completeness.PARTIAL;
      }
      throw e;
    }
  }

  private Completeness measure(List<SplitCase> cases, JvmOptions options, Progress progress)
      throws IOException {
    progress.stage("starting the tiers");
    try (TemporaryFolder work = TemporaryFolder.make("weir-bench")) {
      Gallery gallery = Gallery.copy(home.resolve("site"), work.path().resolve("site"));
      try (SplitStack stack = SplitStack.start(work.path(), gallery, options, cases);
          Yardstick yardstick = new Yardstick()) {
        files.set(stack.files());
        Measuring measuring = new Measuring(stack, gallery, plan, yardstick);
        SlowCase slow = new SlowCase(stack, gallery, measuring);
        new SplitRun(plan, cases, measuring, slow, collected).run(progress);
        return Completeness.COMPLETE;
      }
    } catch (InterruptedException _) {
      return Completeness.PARTIAL;
    }
  }

  private Map<String, String> settings(JvmOptions options) {
    return Map.of(
        "rounds",
        Integer.toString(plan.rounds()),
        "page views per second",
        Double.toString(plan.viewsPerSecond()),
        "slice",
        plan.slice().toMillis() + " ms",
        "burst",
        plan.burst().toMillis() + " ms, " + SplitPlan.BURST_VISITORS + " visitors",
        "warm-up",
        plan.warmUp().toMillis() + " ms for each case",
        "visitor",
        "a new one for each view, at most 6 connections",
        "JVM",
        options.words());
  }
}

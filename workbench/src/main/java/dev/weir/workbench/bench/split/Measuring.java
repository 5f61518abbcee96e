package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.load.LoadResult;
import dev.weir.workbench.bench.load.LoadRun;
import dev.weir.workbench.bench.load.Pace;
import dev.weir.workbench.bench.report.Burst;
import dev.weir.workbench.bench.report.Slice;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.Times;
import dev.weir.workbench.bench.stack.AdminPages;
import dev.weir.workbench.bench.stack.Yardstick;
import java.io.IOException;
import java.time.Duration;

/// Measures one case at a time.
final class Measuring {

  private static final String APP_REQUESTS = "http_server_request_duration_seconds_count";

  private final SplitStack stack;
  private final Gallery gallery;
  private final SplitPlan plan;
  private final Yardstick yardstick;

  Measuring(SplitStack stack, Gallery gallery, SplitPlan plan, Yardstick yardstick) {
    this.stack = stack;
    this.gallery = gallery;
    this.plan = plan;
    this.yardstick = yardstick;
  }

  /// A slice, and the times of its views.
  record Measured(Slice slice, LoadResult load) {}

  void warmUp(SplitCase split) throws IOException {
    LoadRun.run(
        stack.visitors(split),
        gallery.view(),
        new Pace.Closed(SplitPlan.BURST_VISITORS),
        plan.warmUp());
  }

  Measured slice(SplitCase split, int round) throws IOException {
    AdminPages app = stack.appPages();
    double requestsBefore = app.counters().sum(APP_REQUESTS);
    CpuWatch cpu = watch(split);
    WorkerWatch workers = new WorkerWatch(app);
    LoadResult load;
    try (workers) {
      load = open(split, plan.viewsPerSecond(), round, plan.slice());
    }
    var cpuMicros = cpu.micros();
    var conditions = cpu.conditions(load.generatorCpu());
    long appRequests = (long) (app.counters().sum(APP_REQUESTS) - requestsBefore);
    Slice slice =
        new Slice(
            round,
            seconds(load.elapsed()),
            load.views(),
            load.requests(),
            load.failures() + load.refusals(),
            load.unfinished(),
            Times.of(load.viewTimes()),
            Times.of(load.pageTimes()),
            cpuMicros,
            cpu.memory(),
            appRequests,
            workers.busy(),
            workers.most(),
            conditions);
    return new Measured(slice, load);
  }

  Burst burst(SplitCase split, int round) throws IOException {
    CpuWatch cpu = watch(split);
    LoadResult load =
        LoadRun.run(
            stack.visitors(split),
            gallery.view(),
            new Pace.Closed(SplitPlan.BURST_VISITORS),
            plan.burst());
    return new Burst(
        round,
        seconds(load.elapsed()),
        load.views(),
        load.requests(),
        load.failures() + load.refusals(),
        cpu.micros(),
        cpu.conditions(load.generatorCpu()));
  }

  /// Page views at a fixed rate; every case meets the same arrivals in the same round.
  LoadResult open(SplitCase split, double viewsPerSecond, int round, Duration length)
      throws IOException {
    return LoadRun.run(
        stack.visitors(split), gallery.view(), new Pace.Open(viewsPerSecond, round), length);
  }

  private CpuWatch watch(SplitCase split) throws IOException {
    return new CpuWatch(stack.tiers(split), stack.all(), yardstick.measure());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

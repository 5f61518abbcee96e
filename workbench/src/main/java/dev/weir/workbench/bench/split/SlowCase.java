package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.load.LoadResult;
import dev.weir.workbench.bench.load.Visitors;
import dev.weir.workbench.bench.report.SlowResult;
import dev.weir.workbench.bench.report.SplitCase;
import dev.weir.workbench.bench.report.SplitCase.Cache;
import dev.weir.workbench.bench.report.SplitCase.Front;
import dev.weir.workbench.bench.report.SplitCase.Switch;
import dev.weir.workbench.bench.report.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What slow visitors do to the others: more of them than the application has workers download an
/// original while others look at pages.
final class SlowCase {

  /// Time in which the downloads reach the application.
  private static final Duration SETTLE = Duration.ofMillis(500);

  private final SplitStack stack;
  private final Gallery gallery;
  private final Measuring measuring;

  SlowCase(SplitStack stack, Gallery gallery, Measuring measuring) {
    this.stack = stack;
    this.gallery = gallery;
    this.measuring = measuring;
  }

  /// The cases worth the time: each step of the split, with connections as they are by default.
  static List<SplitCase> cases() {
    return List.of(
        new SplitCase(Front.ALONE, Cache.OFF, Switch.ON, Switch.OFF),
        new SplitCase(Front.PASSES, Cache.OFF, Switch.ON, Switch.OFF),
        new SplitCase(Front.PASSES, Cache.ONE_NODE, Switch.ON, Switch.OFF),
        new SplitCase(Front.SERVES, Cache.OFF, Switch.ON, Switch.OFF));
  }

  SlowResult measure(SplitCase split, Duration length) throws IOException {
    Visitors visitors = stack.visitors(split);
    int slow = SplitPlan.SLOW_VISITORS;
    WorkerWatch workers = new WorkerWatch(stack.appPages());
    LoadResult load;
    try (workers;
        SlowDownloads _ =
            SlowDownloads.start(
                visitors, gallery.original(), slow, SplitPlan.SLOW_OCTETS_PER_SECOND)) {
      LockSupport.parkNanos(SETTLE.toNanos());
      load = measuring.open(split, SplitPlan.SLOW_VIEWS_PER_SECOND, 1, length);
    }
    return new SlowResult(
        split,
        slow,
        SplitPlan.SLOW_OCTETS_PER_SECOND,
        stack.appPages().workers().workers(),
        workers.most(),
        workers.queuedMost(),
        load.unfinished(),
        load.failures() + load.refusals(),
        Times.of(load.viewTimes()));
  }
}

package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.stack.AdminPages;
import dev.weir.workbench.bench.stack.RepeatedLook;
import java.io.IOException;
import java.time.Duration;

/// Looks at the application's workers again and again.
final class WorkerWatch implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final AdminPages app;
  private final RepeatedLook watch;
  private double busySum;
  private int looks;
  private int most;
  private int queuedMost;

  WorkerWatch(AdminPages app) {
    this.app = app;
    watch = RepeatedLook.start(PAUSE, this::look);
  }

  /// Mean of the workers that had a request, over all looks; after `close`.
  double busy() {
    return looks == 0 ? 0 : busySum / looks;
  }

  int most() {
    return most;
  }

  int queuedMost() {
    return queuedMost;
  }

  @Override
  public void close() {
    watch.close();
  }

  private void look() {
    try {
      AdminPages.Workers workers = app.workers();
      busySum += workers.busy();
      looks++;
      most = Math.max(most, workers.busy());
      queuedMost = Math.max(queuedMost, workers.queued());
    } catch (IOException _) {
      // A look that fails is a look less.
    }
  }
}

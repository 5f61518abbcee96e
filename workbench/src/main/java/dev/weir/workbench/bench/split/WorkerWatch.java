package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.stack.AdminPages;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Looks at the application's workers again and again, on a thread of its own.
final class WorkerWatch implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final AdminPages app;
  private final Thread thread;
  private volatile boolean over;
  private double busySum;
  private int looks;
  private int most;
  private int queuedMost;

  WorkerWatch(AdminPages app) {
    this.app = app;
    thread = Thread.ofVirtual().start(this::watch);
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
    over = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    while (!over) {
      look();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
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

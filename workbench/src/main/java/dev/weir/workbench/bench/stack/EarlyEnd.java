package dev.weir.workbench.bench.stack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns the end of the process into an interrupt of the thread that made it, and holds the end up
/// until that thread has closed it.
public final class EarlyEnd implements AutoCloseable {

  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::interruptAndWait, "bench-early-end");
  private final CountDownLatch finished = new CountDownLatch(1);

  private final CountDownLatch asked = new CountDownLatch(1);

  public EarlyEnd() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Whether the process is to end. A failure may be the first sign of it, since Ctrl-C reaches the
  /// tiers as well; so it waits a moment. Takes the interrupt away from the thread.
  public boolean isAsked() {
    boolean interrupted = Thread.interrupted();
    try {
      return interrupted || asked.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The end has begun; the hook finds the work finished.
    }
  }

  private void interruptAndWait() {
    asked.countDown();
    worker.interrupt();
    try {
      boolean done = finished.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!done) {
        System.err.println("weir bench: no report, the run did not end within " + LIMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

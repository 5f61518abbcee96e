package dev.weir.workbench.bench.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Looks at something at once, and again after each pause, on a thread of its own until it is
/// closed. What the looks saw is visible to who has closed it.
public final class RepeatedLook implements AutoCloseable {

  private final Duration pause;
  private final Runnable look;
  private final Thread thread;
  private volatile boolean over;

  private RepeatedLook(Duration pause, Runnable look) {
    this.pause = pause;
    this.look = look;
    thread = Thread.ofVirtual().unstarted(this::watch);
  }

  /// @param look must not throw
  public static RepeatedLook start(Duration pause, Runnable look) {
    RepeatedLook started = new RepeatedLook(pause, look);
    started.thread.start();
    return started;
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    do {
      look.run();
      LockSupport.parkNanos(pause.toNanos());
    } while (!over);
  }
}

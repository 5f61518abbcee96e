package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.report.Summary;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Looks at what a program and its children have in RAM, again and again, on a thread of its own.
final class RamWatch implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final double MEGABYTE = 1e6;

  private final ServerProcess process;
  private final Thread thread;
  private final List<Double> megabytes = new ArrayList<>();
  private volatile boolean over;

  RamWatch(ServerProcess process) {
    this.process = process;
    thread = Thread.ofVirtual().start(this::watch);
  }

  /// Of all looks; after `close`.
  Summary megabytes() {
    return Summary.of(megabytes.stream().mapToDouble(Double::doubleValue).toArray());
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
    do {
      megabytes.add(process.memory() / MEGABYTE);
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (!over);
  }
}

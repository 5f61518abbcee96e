package dev.weir.workbench.bench.micro;

import dev.weir.workbench.bench.report.Summary;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// CPU time of one operation: batches long enough for the clock, many of them, their median.
///
/// CPU time of the thread and not time that passes: other work on the machine then counts little.
/// Everything runs in a JVM of its own that does nothing else, so that the operation is compiled
/// for this caller alone, as it is in the product's one loop.
final class Stopwatch {

  private static final long BATCH_NANOS = 40_000_000;
  private static final int WARM_UPS = 25;
  private static final int BATCHES = 25;
  private static final long MOST = 1L << 40;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// Where results go; volatile, so that every one has to be made.
  private static volatile Object sink = "";

  private Stopwatch() {}

  /// Nanoseconds of CPU time for one operation, over the batches.
  static Summary measure(Operation operation) {
    long times = 1;
    long taken = batch(operation, times);
    while (taken < BATCH_NANOS && times < MOST) {
      times *= 2;
      taken = batch(operation, times);
    }
    for (int i = 0; i < WARM_UPS; i++) {
      taken = batch(operation, times);
    }
    // Compiled by now: as many as fill a batch again.
    times = Math.max(1, times * BATCH_NANOS / Math.max(1, taken));
    double[] nanos = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      nanos[i] = (double) batch(operation, times) / times;
    }
    return Summary.of(nanos);
  }

  private static long batch(Operation operation, long times) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (long i = 0; i < times; i++) {
      sink = operation.once();
    }
    return THREADS.getCurrentThreadCpuTime() - before;
  }

  /// What the last operation made.
  static Object last() {
    return sink;
  }
}

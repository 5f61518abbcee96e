package dev.weir.workbench.bench.store;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/// CPU time and allocation, per operation, in several rounds. Of CPU time the least counts: what
/// else the machine does takes the caches and the other half of the core away, so it only adds.
final class Meter {

  private static final int ROUNDS = 40;
  private static final int WARM_UP_ROUNDS = 24;
  private static final double NANOS_PER_MICRO = 1000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Meter() {}

  /// What one operation takes.
  ///
  /// @param sum of all that operations returned: because it is wanted, none can be left out
  record Cost(double cpuMicros, double allocatedBytes, long sum) {}

  /// Of operations done by the calling thread, which are numbered from 0; what they return is
  /// summed up.
  static Cost ofThread(int operations, IntToLongFunction operation) {
    long sum = 0;
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      sum += run(operations, operation);
    }
    double[] cpu = new double[ROUNDS];
    double[] allocated = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long cpuBefore = THREADS.getCurrentThreadCpuTime();
      long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
      sum += run(operations, operation);
      allocated[round] =
          (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore) / (double) operations;
      cpu[round] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / NANOS_PER_MICRO / operations;
    }
    return new Cost(least(cpu), median(allocated), sum);
  }

  private static long run(int operations, IntToLongFunction operation) {
    long sum = 0;
    for (int i = 0; i < operations; i++) {
      sum += operation.applyAsLong(i);
    }
    return sum;
  }

  /// The CPU time of the whole process, in microseconds, for each of so many operations, in
  /// batches; `batch` is given their numbers.
  static double ofProcess(int operations, int batches, IntConsumer batch) {
    double[] cpu = new double[batches];
    for (int i = 0; i < batches; i++) {
      long before = SYSTEM.getProcessCpuTime();
      batch.accept(i);
      cpu[i] = (SYSTEM.getProcessCpuTime() - before) / NANOS_PER_MICRO / operations;
    }
    return least(cpu);
  }

  /// The CPU time of the whole process until now, in milliseconds.
  static long processCpuMillis() {
    return TimeUnit.NANOSECONDS.toMillis(SYSTEM.getProcessCpuTime());
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

package dev.weir.workbench.tune;

import dev.weir.workbench.memory.ResidentMemory;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Locale;

/// How long reading took, in time passed and in time of the one thread that did it, and how much
/// memory: heap in use afterwards, and the most the process had in RAM.
record Timing(long startNanos, long startThreadNanos) {

  private static final double NANOS = 1e9;

  static Timing start() {
    return new Timing(System.nanoTime(), threadNanos());
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// One line of words.
  String lines(long lines) {
    double seconds = (System.nanoTime() - startNanos) / NANOS;
    double processor = (threadNanos() - startThreadNanos) / NANOS;
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return String.format(
        Locale.ROOT,
        "%,d lines in %.2f s: %,.0f lines/s, %,.0f lines per second of one core; heap %,d MiB,"
            + " most in RAM %,d MiB",
        lines,
        seconds,
        lines / seconds,
        lines / processor,
        heap.getUsed() >> 20,
        ResidentMemory.mostOfThis() >> 20);
  }
}

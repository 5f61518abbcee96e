package dev.weir.workbench.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// CPU time of processes.
final class ProcessClockTest {

  @Test
  void contradictsNotWhatThisThreadKnowsOfItself() {
    Duration before = ProcessClock.of(ProcessHandle.current());
    long threadBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    double sum = 0;
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - threadBefore
        < 50_000_000) {
      sum += Math.sqrt(sum + 1);
    }
    Duration taken = ProcessClock.of(ProcessHandle.current()).minus(before);

    assertThat(sum).isPositive();
    assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(40));
  }

  @Test
  void ofAProcessThatIsGoneIsZero() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(ProcessClock.of(process.toHandle())).isZero();
  }
}

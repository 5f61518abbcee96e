package dev.weir.workbench.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The first line of `/proc/stat`.
final class MachineLoadTest {

  @Test
  void idlingAndWaitingAreNotWork() {
    MachineLoad load = MachineLoad.parse("cpu  100 20 30 99999 8888 1 2 7 50 60");

    assertThat(load.busy()).isEqualTo(Duration.ofMillis(1530));
    assertThat(load.stolen()).isEqualTo(Duration.ofMillis(70));
  }

  @Test
  void thereMayBeNothing() {
    assertThat(MachineLoad.parse("").busy()).isZero();
  }
}

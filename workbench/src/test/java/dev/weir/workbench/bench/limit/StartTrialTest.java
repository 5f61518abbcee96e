package dev.weir.workbench.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.bench.limit.StartTrial.Tier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts that are measured.
final class StartTrialTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  StartTrialTest() {}

  @Test
  void anEdgeIsStartedUntilItAnswersAndEndedAgain() throws Exception {
    Reading reading = new StartTrial(Tier.EDGE, 1).run(new Launcher(folder, folder));

    assertThat(reading.summary().count()).isEqualTo(1);
    assertThat(reading.summary().median()).isPositive();
    assertThat(reading.files()).containsOnlyKeys("edge.yaml");
    assertThat(ProcessHandle.current().descendants().filter(this::isOurs)).isEmpty();
  }

  @Test
  void theDemoNeedsItsFiles() {
    assertThat(new DemoTrial(DemoTrial.State.IDLE).obstacle(new Launcher(folder, folder)))
        .isNotNull();
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }
}

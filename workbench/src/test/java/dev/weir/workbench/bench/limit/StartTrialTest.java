package dev.weir.workbench.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weir.workbench.bench.limit.StartTrial.Tier;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        .isEqualTo("there is no " + folder.resolve("deploy/demo"));
  }

  @Test
  void visitorsOfTheDemoNeedItsPictures() throws Exception {
    Files.createDirectories(folder.resolve("deploy/demo"));

    assertThat(new DemoTrial(DemoTrial.State.UNDER_LOAD).obstacle(new Launcher(folder, folder)))
        .isEqualTo("there is no " + folder.resolve("site/img"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, false", "100, 100, true", "100, 101, false"})
  void aDemoThatMostlyFailsIsNotMeasured(long views, long failed, boolean measured) {
    assertThat(catchThrowable(() -> DemoTrial.checkAnswered(views, failed)) == null)
        .isEqualTo(measured);
  }

  private boolean isOurs(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }
}

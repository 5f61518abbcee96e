package dev.weir.workbench.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a measured program gets of the command line of the one that measures.
final class JavaCommandTest {

  @Test
  void flagsArePassedOnButAgentsAndTheCacheOfLoadedClasses() {
    List<String> flags =
        List.of(
            "-Xmx64m",
            "-javaagent:jacoco.jar",
            "-agentlib:jdwp",
            "-XX:AOTCache=weir.aot",
            "-XX:AOTMode=auto",
            "-XX:+UseSerialGC");

    assertThat(JavaCommand.inherited(flags)).containsExactly("-Xmx64m", "-XX:+UseSerialGC");
  }
}

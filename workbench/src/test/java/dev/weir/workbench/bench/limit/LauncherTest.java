package dev.weir.workbench.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.bench.stack.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs started as users start them, and measured.
final class LauncherTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // the folder is made by JUnit
  LauncherTest() {}

  @Test
  void theScriptGetsArgumentsAndVariables() throws Exception {
    Path script = folder.resolve("weir");
    Files.writeString(
        script, "#!/bin/sh\necho \"$1 at $WEIR_DEMO_EDGE_PORT\"\nexec tail -f /dev/null");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Launcher launcher = new Launcher(folder, folder);

    Map<String, String> variables = Map.of("WEIR_DEMO_EDGE_PORT", "81");
    try (ServerProcess process = launcher.start("demo", variables, "demo")) {
      process.await(() -> process.hasSaid("demo at 81\n"), LIMIT);
    }
    assertThat(launcher.words()).isEqualTo("by " + script);
  }
}

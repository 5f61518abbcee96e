package dev.weir.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The variables of the demo against its configuration files.
class DemoPortsTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(WEIR_[A-Z_]+):-");
  private static final Path HOME = home();

  @Test
  void everyVariableOfTheFilesIsGivenAFreePortOrAPlace() throws Exception {
    DemoPorts ports = DemoPorts.free(HOME, HOME.resolve("somewhere"), Map.of());

    assertThat(ports.variables().keySet()).isEqualTo(namesInTheFiles());
  }

  @Test
  void noVariableIsTakenForASettingOfATier() throws Exception {
    assertThat(namesInTheFiles())
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("WEIR_EDGE_") || name.startsWith("WEIR_APP_"));
  }

  @Test
  void noPortIsHandedOutTwice() throws Exception {
    List<String> ports =
        DemoPorts.free(HOME, HOME, Map.of()).variables().values().stream()
            .filter(value -> value.matches("[1-9][0-9]*"))
            .toList();

    assertThat(new HashSet<>(ports)).hasSameSizeAs(ports).hasSize(9);
  }

  @Test
  void theEnvironmentDecidesInTheDemo() {
    DemoPorts ports = DemoPorts.wellKnown(HOME, HOME, Map.of("WEIR_DEMO_EDGE_PORT", "81"));

    assertThat(ports.variables())
        .containsEntry("WEIR_DEMO_EDGE_PORT", "81")
        .containsEntry("WEIR_HOME", HOME.toString())
        .doesNotContainKey("WEIR_DEMO_APP_PORT");
  }

  @Test
  void theEnvironmentDecidesWhereTheDemoWritesToo() {
    assertThat(DemoPorts.directory(HOME, Map.of())).isEqualTo(HOME.resolve("var/demo"));
    assertThat(DemoPorts.directory(HOME, Map.of("WEIR_DEMO_DIR", "/elsewhere")))
        .isEqualTo(Path.of("/elsewhere"));
    assertThat(DemoPorts.directory(HOME, Map.of("WEIR_DEMO_DIR", "/elsewhere/../here/.")))
        .isEqualTo(Path.of("/here"));
  }

  @Test
  void anEmptyVariableSaysNothingOfWhereTheDemoWrites() {
    assertThat(DemoPorts.directory(HOME, Map.of("WEIR_DEMO_DIR", "")))
        .isEqualTo(HOME.resolve("var/demo"));
  }

  private static Set<String> namesInTheFiles() throws IOException {
    try (var files = Files.list(HOME.resolve("deploy/demo"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
      return VARIABLE.matcher(all).results().map(it -> it.group(1)).collect(Collectors.toSet());
    }
  }

  private static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("deploy/demo"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new AssertionError("not inside the repository");
      }
    }
    return folder;
  }
}

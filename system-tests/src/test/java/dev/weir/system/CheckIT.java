package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.Weir;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy/demo/edge.yaml",
        "deploy/demo/node-a.conf",
        "deploy/demo/node-b.conf",
        "deploy/demo/app.yaml",
        "deploy/compose/edge.yaml",
        "deploy/compose/node.conf",
        "deploy/compose/app.yaml",
      })
  void everyShippedConfigurationIsValid(String file) throws Exception {
    Path root = Repository.root();
    Map<String, String> places =
        Map.of(
            "WEIR_HOME",
            root.toString(),
            // where the image has the site
            "WEIR_EDGE_ROUTES_0_FILES_ROOT",
            root.resolve("site").toString());
    try (Child check = Child.weir(places, "check", file)) {
      assertThat(check.awaitExit()).as(check.output()).isZero();
      assertThat(check.output()).contains(file + ": valid");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge.yaml", "node.conf"})
  void everyExampleOfTheClusterIsWithoutFaultAndWarning(String name, @TempDir Path folder)
      throws Exception {
    String document = Files.readString(Repository.root().resolve("docs/cluster.md"));
    String example = "# " + name + document.split("\n# " + name, 2)[1].split("```", 2)[0];
    String file = Files.writeString(folder.resolve(name), example).toString();
    Files.writeString(folder.resolve("siblings.secret"), "sixteen octets, at least\n");
    StringWriter errors = new StringWriter();
    int exit =
        Weir.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(errors, true))
            .execute("check", "--strict", file);

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    try (Child version = Child.weir(Map.of(), "version")) {
      assertThat(version.awaitExit()).isZero();
      assertThat(version.output()).matches("weir \\d+\\.\\d+\\.\\d+\\S* \\(Java 25.*\\)");
    }
  }
}

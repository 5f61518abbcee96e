package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
        "deploy/compose/node.conf",
        "deploy/compose/app.yaml",
      })
  void everyShippedConfigurationIsValid(String file) throws Exception {
    Map<String, String> home = Map.of("WEIR_HOME", Repository.root().toString());
    try (Child check = Child.weir(home, "check", file)) {
      assertThat(check.awaitExit()).as(check.output()).isZero();
      assertThat(check.output()).contains(file + ": valid");
    }
  }
}

package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSmokeIT {

  @Test
  void everyTierAnswersWhatIsItsToAnswer() throws Exception {
    Map<String, String> home = Map.of("WEIR_HOME", Repository.root().toString());
    try (Child demo = Child.weir(home, "demo", "--smoke")) {
      assertThat(demo.awaitExit()).as(demo.output()).isZero();
      assertThat(demo.output()).contains("smoke check passed").doesNotContain("FAIL");
    }
  }
}

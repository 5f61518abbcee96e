package dev.weir.cache.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.upstream.KeepAlive;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardSettingsTest {

  @ParameterizedTest
  @CsvSource({"PT30S, PT5S", "PT0.1S, PT0.1S", "PT5S, PT5S"})
  void aSiblingGetsTheShorterOfItsOwnDeadlineAndOurs(Duration configured, Duration effective) {
    ForwardSettings settings = ForwardSettings.of(KeepAlive.OFF, Duration.ofMinutes(15));

    assertThat(settings.siblingConnect(configured)).isEqualTo(effective);
  }
}

package dev.weir.sample.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long the slow page waits.
class SlowPageTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,        0
          250,      250
          10000,    10000
          10001,    10000
          999999,   10000
          9999999,  0
          -1,       0
          1e3,      0
          '',       0
          """)
  void itWaitsTenSecondsAtMost(String text, long millis) {
    assertThat(SlowPage.wait(text)).isEqualTo(Duration.ofMillis(millis));
  }
}

package dev.weir.sample.fragments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a reader makes a fragment anew although it has not expired.
class EarlyRefreshTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  // head start = cost × -ln(1 - die): die .5 gives 0.69 × cost, die .99 gives 4.6 × cost
  @ParameterizedTest(name = "{0} ms left, cost {1} ms, die {2}: {3}")
  @CsvSource(
      textBlock =
          """
          60000, 100, 0.0,   false
          60000, 100, 0.5,   false
          60000, 100, 0.999, false
          400,   100, 0.5,   false
          400,   100, 0.99,  true
          69,    100, 0.5,   true
          70,    100, 0.5,   false
          1,     0,   0.99,  false
          0,     0,   0.0,   true
          -1000, 0,   0.0,   true
          """)
  void theOddsGrowAsTheExpiryComesNear(long leftMillis, long costMillis, double die, boolean due) {
    Fragment fragment =
        new Fragment(null, NOW.plusMillis(leftMillis), Duration.ofMillis(costMillis));

    assertThat(EarlyRefresh.due(fragment, NOW, die)).isEqualTo(due);
  }
}

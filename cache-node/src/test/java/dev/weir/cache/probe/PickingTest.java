package dev.weir.cache.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Hits are picked by chance, and not too many.
class PickingTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aboutOneInAnIntervalAndNeverMore() {
    Random random = new Random(5);
    Picking picking = new Picking(Duration.ofSeconds(1), random::nextDouble);
    int picked = 0;
    Instant last = Instant.MIN;
    for (int i = 0; i < 100_000; i++) {
      Instant now = BEGIN.plusMillis(i * 10L);
      if (picking.picks(now)) {
        assertThat(last.equals(Instant.MIN) || !now.isBefore(last.plusSeconds(1))).isTrue();
        last = now;
        picked++;
      }
    }
    assertThat(picked).isBetween(400, 700); // of 1,000 seconds
  }

  @Test
  void ratesOfFewChecksHaveWideIntervals() {
    ProbeReport none = ProbeReport.of(1000, 100, 0, 0);
    assertThat(none.low()).isLessThan(1e-9);
    assertThat(none.high()).isBetween(0.0369, 0.0371); // z² / (n + z²)
    ProbeReport some = ProbeReport.of(1000, 200, 10, 0);
    assertThat(some.rate()).isEqualTo(0.05);
    assertThat(some.low()).isBetween(0.0273, 0.0275);
    assertThat(some.high()).isBetween(0.0895, 0.0897);
  }
}

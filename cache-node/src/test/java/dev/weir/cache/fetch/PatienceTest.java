package dev.weir.cache.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  private final Patience patience = new Patience();

  @Test
  void knowsNothingAtFirst() {
    assertThat(patience.limit()).isEqualTo(Patience.UNINFORMED);
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "700, 1400", "20000, 30000"})
  void isTwiceTheSlowestWithinBounds(long millis, long limit) {
    patience.answered(Duration.ofMillis(5));
    patience.answered(Duration.ofMillis(millis));
    assertThat(patience.limit()).isEqualTo(Duration.ofMillis(limit));
  }

  @Test
  void forgetsWhatWasLongAgo() {
    patience.answered(Duration.ofSeconds(10));
    for (int i = 0; i < 200; i++) {
      patience.answered(Duration.ofMillis(900));
    }
    assertThat(patience.limit()).isEqualTo(Duration.ofMillis(1800));
  }
}

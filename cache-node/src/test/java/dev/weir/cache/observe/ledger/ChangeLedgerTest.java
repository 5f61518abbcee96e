package dev.weir.cache.observe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.observe.ledger.ChangeLedger.Heard;
import dev.weir.cache.observe.ledger.ChangeLedger.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangeLedgerTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ChangeLedger ledger = new ChangeLedger(64);

  @Test
  void anotherValidatorIsAChangeAndTheSameIsNone() {
    assertThat(ledger.hear("http://h/a", "\"x\"", START))
        .isEqualTo(new Heard(Kind.FIRST, Duration.ZERO));
    assertThat(ledger.hear("http://h/a", "\"x\"", START.plusSeconds(60)))
        .isEqualTo(new Heard(Kind.SAME, Duration.ofSeconds(60)));
    assertThat(ledger.hear("http://h/a", "\"y\"", START.plusSeconds(90)))
        .isEqualTo(new Heard(Kind.CHANGED, Duration.ofSeconds(30)));
    assertThat(ledger.changesOf("http://h/a")).isOne();
    assertThat(ledger.changesOf("http://h/b")).isZero();
  }

  @Test
  void memoryIsBoundedWhateverIsHeardOf() {
    for (int i = 0; i < 10_000; i++) {
      ledger.hear("http://h/" + i, "v", START.plusSeconds(i));
    }
    ChangeLedger.Figures figures = ledger.figures();
    assertThat(figures.octets()).isEqualTo(64 * 24);
    assertThat(figures.forgotten()).isGreaterThan(9_900);
    assertThat(ledger.hear("http://h/9999", "v", START.plusSeconds(10_000)).kind())
        .isEqualTo(Kind.SAME);
  }
}

package dev.weir.runtime.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHeatTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final KeyHeat heat = new KeyHeat();

  @Test
  void requestsOfTheLastSecondAreCounted() {
    count(NOW, 1000);
    assertThat(heat.count("hot", NOW)).isEqualTo(1001);
    assertThat(heat.count("cold", NOW)).isEqualTo(1);
  }

  @Test
  void heatLastsForTheNextSecondAndIsGoneAfterThat() {
    count(NOW, 1000);
    assertThat(heat.count("hot", NOW.plus(KeyHeat.SPAN))).isEqualTo(1000);
    assertThat(heat.count("hot", NOW.plus(KeyHeat.SPAN.multipliedBy(3)))).isEqualTo(1);
  }

  @Test
  void clockSetBackStartsAnew() {
    count(NOW, 1000);
    assertThat(heat.count("hot", NOW.minus(Duration.ofHours(1)))).isEqualTo(1);
  }

  @Test
  void manyKeysDoNotMakeOneHot() {
    for (int i = 0; i < 20_000; i++) {
      heat.count("http://www.lab.test/" + i, NOW);
    }
    assertThat(heat.count("http://www.lab.test/other", NOW)).isLessThan(Replicas.PER_REPLICA);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0     , 5 , 1
          499   , 5 , 1
          500   , 5 , 2
          1700  , 5 , 4
          99999 , 5 , 5
          99999 , 1 , 1
          99999 , 0 , 1
          """)
  void keyGetsOneReplicaMoreForEveryFiveHundredRequests(int heat, int members, int replicas) {
    assertThat(Replicas.of(heat, members)).isEqualTo(replicas);
  }

  private void count(Instant at, int times) {
    for (int i = 0; i < times; i++) {
      heat.count("hot", at);
    }
  }
}

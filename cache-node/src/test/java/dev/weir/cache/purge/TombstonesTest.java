package dev.weir.cache.purge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TombstonesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Tombstones tombstones = new Tombstones();

  private static CacheKey key(String target) {
    return CacheKey.of("http://site.test" + target);
  }

  private static PurgeOrder order(String kind, String text) {
    return PurgeOrder.of(Map.of(kind, text));
  }

  private void bury(PurgeOrder order, Instant at) {
    tombstones.bury(order, at, Tombstone.Source.OWN);
  }

  @ParameterizedTest
  @CsvSource({
    "url, http://site.test/a/b, true",
    "url, http://site.test/a, false",
    "prefix, /a/, true",
    "prefix, http://other.test/a/, false",
    "glob, http://*.test/*/b, true",
    "group, shop, false"
  })
  void keyIsInvalidSinceATombstoneOfIt(String kind, String text, boolean covered) {
    bury(order(kind, text), NOW);
    assertThat(tombstones.latest(key("/a/b"))).isEqualTo(covered ? NOW : null);
  }

  @ParameterizedTest
  @CsvSource({"shop, true", "news, false"})
  void responseIsInvalidSinceATombstoneOfItsGroup(String name, boolean covered) {
    bury(PurgeOrder.drop("shop", "http://site.test"), NOW);
    assertThat(tombstones.latest(key("/a"), new CacheGroups(Set.of(name))))
        .isEqualTo(covered ? NOW : null);
    assertThat(tombstones.latest(CacheKey.of("http://other.test/"), new CacheGroups(Set.of(name))))
        .isNull();
  }

  @Test
  void latestCounts() {
    bury(order("url", "http://site.test/a"), NOW);
    bury(order("prefix", "/"), NOW.plusSeconds(2));
    tombstones.bury(order("url", "http://site.test/a"), NOW.plusSeconds(1), Tombstone.Source.HEARD);
    assertThat(tombstones.latest(key("/a"))).isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  void lateNewsDoesNotTurnTimeBack() {
    bury(order("url", "http://site.test/a"), NOW);
    bury(order("url", "http://site.test/a"), NOW.minusSeconds(9));
    assertThat(tombstones.latest(key("/a"))).isEqualTo(NOW);
  }

  @Test
  void oldestAreSummedUpWhenThereAreTooMany() {
    for (int i = 0; i <= Tombstones.MOST_URLS; i++) {
      bury(PurgeOrder.drop(key("/" + i)), NOW.plusMillis(i));
    }
    assertThat(tombstones.size()).isEqualTo(Tombstones.MOST_URLS);
    // Whatever it is: the first one's time forbids older copies of everything.
    assertThat(tombstones.latest(key("/untouched"))).isEqualTo(NOW);
    assertThat(tombstones.latest(key("/5"))).isEqualTo(NOW.plusMillis(5));
  }

  @Test
  void whatIsADayOldIsSummedUp() {
    bury(order("prefix", "/a"), NOW);
    bury(order("url", "http://site.test/b"), NOW.plus(Tombstones.KEPT).plusSeconds(1));
    assertThat(tombstones.size()).isEqualTo(1);
    assertThat(tombstones.latest(key("/c"))).isEqualTo(NOW);
  }

  @Test
  void siblingIsToldOurOwnInOrderAndInPieces() {
    bury(order("url", "http://site.test/known"), NOW);
    long known = tombstones.last();
    bury(order("url", "http://site.test/1"), NOW);
    tombstones.bury(order("url", "http://site.test/heard"), NOW, Tombstone.Source.HEARD);
    bury(order("prefix", "/2"), NOW);

    Tombstones.Stretch first = tombstones.after(known, 1);
    Tombstones.Stretch second = tombstones.after(first.upTo(), 1);

    assertThat(first.tombstones())
        .extracting(Tombstone::order)
        .containsExactly(order("url", "http://site.test/1"));
    assertThat(second.tombstones())
        .extracting(Tombstone::order)
        .containsExactly(order("prefix", "/2"));
    assertThat(second.upTo()).isEqualTo(tombstones.last());
  }

  @Test
  void newSiblingIsToldEverythingAlsoWhatWasSummedUp() {
    bury(order("prefix", "/a"), NOW);
    tombstones.bury(
        order("url", "http://site.test/heard"),
        NOW.plus(Duration.ofDays(2)),
        Tombstone.Source.HEARD);

    assertThat(tombstones.after(0, 10).tombstones())
        .extracting(Tombstone::order)
        .containsExactly(order("prefix", "/"), order("url", "http://site.test/heard"));
  }
}

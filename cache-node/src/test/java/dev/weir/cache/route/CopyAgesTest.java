package dev.weir.cache.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.purge.PurgeOrder;
import dev.weir.cache.purge.Tombstone;
import dev.weir.cache.purge.Tombstones;
import dev.weir.http.Fields;
import dev.weir.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyAgesTest {

  private static final CacheKey KEY = CacheKey.of("http://site.test/a");

  private final ManualClock clock = new ManualClock();
  private final Tombstones tombstones = new Tombstones();
  private final CopyAges ages = new CopyAges(tombstones, clock);

  @Test
  void nothingInvalidMeansNoLimit() {
    assertThat(ages.mostSeconds(KEY)).isEqualTo(CopyAges.ANY);
    assertThat(ages.isTooOld(KEY, Fields.EMPTY, clock.instant())).isFalse();
  }

  // Age 9 means less than ten seconds: made after what happened ten seconds ago.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,     0,  true
          999,   0,  true
          1000,  0,  false
          9999,  9,  true
          10000, 9,  false
          10000, 10, true
          10000, ,   true
          10000, x,  true
          """)
  void copyIsTooOldUnlessItsAgeProvesOtherwise(long millis, String age, boolean tooOld) {
    tombstones.bury(PurgeOrder.drop(KEY), clock.instant(), Tombstone.Source.OWN);
    clock.advance(Duration.ofMillis(millis));
    Fields fields = age == null ? Fields.EMPTY : Fields.EMPTY.with("Age", age);

    assertThat(ages.isTooOld(KEY, fields, clock.instant())).isEqualTo(tooOld);
  }

  @Test
  void groupCountsForItsMembersOnly() {
    tombstones.bury(
        PurgeOrder.drop("shop", "http://site.test"), clock.instant(), Tombstone.Source.OWN);
    Fields old = Fields.EMPTY.with("Age", "9");

    assertThat(ages.mostSeconds(KEY)).isEqualTo(CopyAges.ANY);
    assertThat(ages.isTooOld(KEY, old, clock.instant())).isFalse();
    assertThat(ages.isTooOld(KEY, old.with("Cache-Groups", "\"shop\""), clock.instant())).isTrue();
  }
}

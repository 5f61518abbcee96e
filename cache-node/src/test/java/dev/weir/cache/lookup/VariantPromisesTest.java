package dev.weir.cache.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VariantPromisesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final CacheKey KEY = new CacheKey("http://www.lab.test/x");

  private final VariantPromises promises = new VariantPromises();

  @Test
  void nothingIsHeldAgainstUrlThatWasNeverPromised() {
    promises.broken(KEY, NOW);
    assertThat(promises.areKept(KEY, NOW)).isTrue();
  }

  @Test
  void urlIsPromisedAsLongAsFewerThanTenthComeToNothing() {
    makePromises(10);
    promises.broken(KEY, NOW);
    assertThat(promises.areKept(KEY, NOW)).isFalse();
    makePromises(1);
    assertThat(promises.areKept(KEY, NOW)).isTrue();
    promises.broken(KEY, NOW);
    assertThat(promises.areKept(KEY, NOW)).isFalse();
  }

  @Test
  void afterTenMinutesTheUrlIsTriedAgain() {
    makePromises(1);
    promises.broken(KEY, NOW);
    Instant later = NOW.plus(VariantPromises.PENALTY);
    assertThat(promises.areKept(KEY, later.minusNanos(1))).isFalse();
    assertThat(promises.areKept(KEY, later)).isTrue();
  }

  @Test
  void onlyTheUrlsPromisedLastAreRemembered() {
    makePromises(1);
    promises.broken(KEY, NOW);
    for (int i = 0; i < VariantPromises.URLS; i++) {
      promises.made(new CacheKey("http://www.lab.test/" + i));
    }
    assertThat(promises.areKept(KEY, NOW)).isTrue();
  }

  private void makePromises(int count) {
    for (int i = 0; i < count; i++) {
      promises.made(KEY);
    }
  }
}

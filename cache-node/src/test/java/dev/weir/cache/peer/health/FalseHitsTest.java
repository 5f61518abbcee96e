package dev.weir.cache.peer.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FalseHitsTest {

  private static final CacheKey PAGE = new CacheKey("http://www.lab.test/page");
  private static final CacheKey OTHER = new CacheKey("http://www.lab.test/other");

  private final FalseHits hits = new FalseHits();
  private final Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void fiveLiesInRowCostTheVote() {
    for (int i = 0; i < 4; i++) {
      hits.broken(PAGE, now);
    }
    assertThat(hits.votes()).isTrue();
    hits.broken(PAGE, now);
    assertThat(hits.votes()).isFalse();
  }

  @Test
  void moreThanThirtyLiesInHundredFetchesCostTheVote() {
    for (int i = 0; i < 99; i++) {
      fetch(i % 3 == 0);
    }
    assertThat(hits.inWindow()).isEqualTo(33);
    assertThat(hits.votes()).isTrue();
    fetch(false);
    assertThat(hits.votes()).isFalse();
  }

  @Test
  void thirtyLiesInHundredAreTolerated() {
    for (int i = 0; i < 100; i++) {
      fetch(i % 10 < 3);
    }
    assertThat(hits.inWindow()).isEqualTo(30);
    assertThat(hits.votes()).isTrue();
  }

  @Test
  void voteComesBackWhenThePeerImproves() {
    for (int i = 0; i < 5; i++) {
      hits.broken(PAGE, now);
    }
    hits.kept(OTHER);
    assertThat(hits.votes()).isTrue();
  }

  @Test
  void everySixteenthHitIsFollowedWithoutVote() {
    assertThat(hits.believes()).isTrue();
    for (int i = 0; i < 5; i++) {
      hits.broken(PAGE, now);
    }
    int followed = 0;
    for (int i = 0; i < 64; i++) {
      followed += hits.believes() ? 1 : 0;
    }
    assertThat(followed).isEqualTo(4);
  }

  @Test
  void urlFalselyPromisedTenTimesIsNotAskedForTenMinutes() {
    for (int i = 0; i < 9; i++) {
      hits.broken(PAGE, now);
    }
    assertThat(hits.worthAsking(PAGE, now)).isTrue();
    hits.broken(PAGE, now);
    assertThat(hits.worthAsking(PAGE, now.plusSeconds(599))).isFalse();
    assertThat(hits.worthAsking(OTHER, now)).isTrue();
    assertThat(hits.worthAsking(PAGE, now.plusSeconds(600))).isTrue();
  }

  @Test
  void keptPromiseClearsTheUrl() {
    for (int i = 0; i < 9; i++) {
      hits.broken(PAGE, now);
    }
    hits.kept(PAGE);
    hits.broken(PAGE, now);
    assertThat(hits.worthAsking(PAGE, now)).isTrue();
  }

  @Test
  void onlyTheUrlsLastFalselyPromisedAreRemembered() {
    for (int i = 0; i < 10; i++) {
      hits.broken(PAGE, now);
    }
    for (int i = 0; i < FalseHits.URLS; i++) {
      hits.broken(new CacheKey("http://www.lab.test/" + i), now);
    }
    assertThat(hits.worthAsking(PAGE, now)).isTrue();
  }

  private void fetch(boolean lie) {
    if (lie) {
      hits.broken(OTHER, now);
    } else {
      hits.kept(OTHER);
    }
  }
}

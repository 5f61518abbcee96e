package dev.weir.cache.peer.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTripsTest {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final RoundTrips roundTrips = new RoundTrips();

  @Test
  void unknownPeerIsGivenTwentyMilliseconds() {
    assertThat(roundTrips.wait(LIMIT)).isEqualTo(Duration.ofMillis(20));
    assertThat(roundTrips.mean()).isNull();
    assertThat(roundTrips.tail()).isNull();
  }

  @Test
  void quickPeerIsGivenFiveMilliseconds() {
    roundTrips.sample(Duration.ofNanos(200_000));
    assertThat(roundTrips.wait(LIMIT)).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void waitIsFourTimesTheTail() {
    roundTrips.sample(Duration.ofMillis(30));
    assertThat(roundTrips.wait(LIMIT)).isEqualTo(Duration.ofMillis(120));
  }

  // Squid's icp_query_timeout caps the wait, also for a peer not heard of yet.
  @Test
  void waitNeverExceedsTheQueryTimeout() {
    assertThat(roundTrips.wait(Duration.ofMillis(20))).isEqualTo(Duration.ofMillis(20));
    roundTrips.sample(Duration.ofSeconds(1));
    assertThat(roundTrips.wait(LIMIT)).isEqualTo(LIMIT);
  }

  @Test
  void oneStrayAnswerDoesNotStretchTheWaitMuch() {
    roundTrips.sample(Duration.ofMillis(1));
    roundTrips.sample(Duration.ofSeconds(5));
    // 1 ms + (4 × 1.25 ms − 1 ms) / 4 = 2 ms
    assertThat(roundTrips.tail()).isEqualTo(Duration.ofMillis(2));
  }

  @Test
  void tailFollowsPeerThatHasBecomeSlow() {
    roundTrips.sample(Duration.ofMillis(1));
    for (int i = 0; i < 20; i++) {
      roundTrips.sample(Duration.ofMillis(100));
    }
    assertThat(roundTrips.tail()).isBetween(Duration.ofMillis(90), Duration.ofMillis(100));
    assertThat(roundTrips.mean()).isBetween(Duration.ofMillis(90), Duration.ofMillis(100));
  }

  // One answer in a hundred takes 10 ms, the others 1 ms: the estimate stays near the slow ones'
  // order.
  @Test
  void tailStaysAboveTheBulkOfTheAnswers() {
    for (int i = 0; i < 10_000; i++) {
      roundTrips.sample(Duration.ofMillis(i % 100 == 0 ? 10 : 1));
    }
    assertThat(roundTrips.tail()).isBetween(Duration.ofMillis(1), Duration.ofMillis(10));
    assertThat(roundTrips.mean()).isLessThan(Duration.ofMillis(2));
  }

  @Test
  void timeRunningBackwardsCountsAsNone() {
    roundTrips.sample(Duration.ofMillis(-5));
    assertThat(roundTrips.tail()).isEqualTo(Duration.ZERO);
  }
}

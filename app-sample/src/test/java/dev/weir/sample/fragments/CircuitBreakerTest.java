package dev.weir.sample.fragments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who may ask a server that fails.
class CircuitBreakerTest {

  private final ManualClock clock = new ManualClock();
  private final CircuitBreaker breaker = new CircuitBreaker(5, Duration.ofMillis(500), clock);

  @Test
  void fourFailuresAreBorne() {
    fail(4);
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void aSuccessBetweenStartsTheCountAnew() {
    fail(4);
    breaker.succeeded();
    fail(4);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void theFifthFailureInARowOpensIt() {
    fail(5);
    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void oneCallerPerIntervalMayTry() {
    fail(5);
    clock.advance(Duration.ofMillis(500));

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
    clock.advance(Duration.ofMillis(500));
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void aFailedTrialKeepsItOpenAndASuccessClosesIt() {
    fail(5);
    clock.advance(Duration.ofMillis(500));
    assertThat(breaker.admits()).isTrue();
    breaker.failed();
    assertThat(breaker.admits()).isFalse();

    clock.advance(Duration.ofMillis(500));
    assertThat(breaker.admits()).isTrue();
    breaker.succeeded();
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.isOpen()).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed();
    }
  }
}

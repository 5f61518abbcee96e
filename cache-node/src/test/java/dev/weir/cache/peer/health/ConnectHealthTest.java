package dev.weir.cache.peer.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConnectHealthTest {

  private final ConnectHealth health = new ConnectHealth(3);
  private final Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void restsAfterTheConfiguredFailuresInRow() {
    health.failed(now);
    health.failed(now);
    assertThat(health.usable()).isTrue();
    assertThat(health.admits(now)).isTrue();
    health.failed(now);
    assertThat(health.usable()).isFalse();
    assertThat(health.admits(now)).isFalse();
    assertThat(health.failuresInRow()).isEqualTo(3);
  }

  @Test
  void connectionStartsTheCountAgain() {
    health.failed(now);
    health.failed(now);
    health.connected();
    health.failed(now);
    assertThat(health.usable()).isTrue();
  }

  @Test
  void oneCallerPerSecondTriesRestingPeer() {
    rest();
    assertThat(health.admits(now.plusMillis(999))).isFalse();
    assertThat(health.admits(now.plusMillis(1000))).isTrue();
    assertThat(health.admits(now.plusMillis(1001))).isFalse();
    assertThat(health.admits(now.plusMillis(2000))).isTrue();
  }

  @Test
  void clockSetBackDoesNotKeepItResting() {
    rest();
    assertThat(health.admits(now.minusSeconds(7200))).isTrue();
  }

  private void rest() {
    for (int i = 0; i < 3; i++) {
      health.failed(now);
    }
  }
}

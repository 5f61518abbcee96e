package dev.weir.edge.balance.choose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final HealthPolicy ONE = new HealthPolicy(1, Duration.ofSeconds(10));
  private static final HealthPolicy THREE = new HealthPolicy(3, Duration.ofSeconds(10));

  @Test
  void oneFailureIsEnoughWhereOneIsAllowed() {
    Health health = Health.GOOD.afterFailure(ONE, START);
    assertThat(health.state(START.plusSeconds(9))).isEqualTo(Health.State.DOWN);
    assertThat(health.state(START.plusSeconds(10))).isEqualTo(Health.State.TRIAL_DUE);
  }

  @Test
  void failuresAddUpWithinTheirTime() {
    Health health =
        Health.GOOD.afterFailure(THREE, START).afterFailure(THREE, START.plusSeconds(4));
    assertThat(health.state(START.plusSeconds(4))).isEqualTo(Health.State.UP);
    health = health.afterFailure(THREE, START.plusSeconds(8));
    // down from the third failure at 8 s until 18 s
    assertThat(health.state(START.plusSeconds(17))).isEqualTo(Health.State.DOWN);
    assertThat(health.state(START.plusSeconds(18))).isEqualTo(Health.State.TRIAL_DUE);
  }

  @Test
  void failuresFarApartDoNotAddUp() {
    Health health = Health.GOOD;
    for (int i = 0; i < 5; i++) {
      health = health.afterFailure(THREE, START.plusSeconds(11L * i));
      assertThat(health.state(START.plusSeconds(11L * i))).isEqualTo(Health.State.UP);
    }
  }

  @Test
  void failedTrialNeedsNoFurtherFailures() {
    Health health = Health.GOOD;
    for (int i = 0; i < 3; i++) {
      health = health.afterFailure(THREE, START);
    }
    Instant trial = START.plusSeconds(30);
    assertThat(health.state(trial)).isEqualTo(Health.State.TRIAL_DUE);
    health = health.onTrial(THREE, trial).afterFailure(THREE, trial.plusSeconds(1));
    assertThat(health.state(trial.plusSeconds(10))).isEqualTo(Health.State.DOWN);
    assertThat(health.state(trial.plusSeconds(11))).isEqualTo(Health.State.TRIAL_DUE);
  }

  @Test
  void trialKeepsOthersAwayUntilItsTimeIsUp() {
    Instant trial = START.plusSeconds(10);
    Health health = Health.GOOD.afterFailure(ONE, START).onTrial(ONE, trial);
    assertThat(health.state(trial.plusSeconds(9))).isEqualTo(Health.State.DOWN);
    assertThat(health.state(trial.plusSeconds(10))).isEqualTo(Health.State.TRIAL_DUE);
  }

  @Test
  void zeroTurnsPassiveHealthOff() {
    HealthPolicy never = new HealthPolicy(0, Duration.ofSeconds(10));
    Health health = Health.GOOD;
    for (int i = 0; i < 100; i++) {
      health = health.afterFailure(never, START);
    }
    assertThat(health.state(START)).isEqualTo(Health.State.UP);
  }
}

package dev.weir.cache.peer.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private static final Duration WAIT = Duration.ofMillis(5);
  private static final Duration DEAD_PEER_TIMEOUT = Duration.ofSeconds(10);

  private final Liveness liveness = new Liveness();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isLivingBeforeItWasAsked() {
    assertThat(liveness.living()).isTrue();
    assertThat(liveness.state().reason()).isEqualTo("has not answered yet");
  }

  @Test
  void threeLossesInRowMakeItSuspected() {
    lose();
    lose();
    assertThat(liveness.living()).isTrue();
    lose();
    assertThat(liveness.living()).isFalse();
    assertThat(liveness.state().reason()).isEqualTo("3 queries in a row without an answer");
    assertThat(liveness.state().since()).isEqualTo(now);
  }

  @Test
  void answerBetweenLossesStartsTheCountAgain() {
    lose();
    lose();
    liveness.answered(now);
    lose();
    lose();
    assertThat(liveness.living()).isTrue();
  }

  @Test
  void quarterOfSecondOfSilenceUnderLoadMakesItSuspected() {
    for (int i = 0; i < 3; i++) {
      liveness.asked(now);
    }
    after(Duration.ofMillis(249));
    assertThat(liveness.living()).isTrue();
    after(Duration.ofMillis(1));
    assertThat(liveness.living()).isFalse();
    assertThat(liveness.state().reason()).isEqualTo("no answer for 250 ms under load");
  }

  // 2 × 200 ms: a peer whose slowest answers take 200 ms is waited for 800 ms.
  @Test
  void distantPeerIsGivenTwiceItsSlowestAnswer() {
    for (int i = 0; i < 3; i++) {
      liveness.asked(now);
    }
    now = now.plusMillis(399);
    liveness.judge(now, Duration.ofMillis(800), DEAD_PEER_TIMEOUT);
    assertThat(liveness.living()).isTrue();
    now = now.plusMillis(1);
    liveness.judge(now, Duration.ofMillis(800), DEAD_PEER_TIMEOUT);
    assertThat(liveness.living()).isFalse();
  }

  @Test
  void oneLostDatagramAtLowLoadIsForgiven() {
    lose();
    after(Duration.ofMillis(300));
    liveness.asked(now);
    after(Duration.ofMillis(1));
    assertThat(liveness.living()).isTrue();
  }

  // Squid's dead_peer_timeout: time since the first query without an answer.
  @Test
  void deadPeerTimeoutBoundsTheSilenceInAnyCase() {
    liveness.asked(now);
    after(DEAD_PEER_TIMEOUT.minusMillis(1));
    assertThat(liveness.living()).isTrue();
    after(Duration.ofMillis(1));
    assertThat(liveness.living()).isFalse();
    assertThat(liveness.state().reason()).isEqualTo("no answer within dead_peer_timeout");
  }

  @Test
  void idlePeerIsNotSuspected() {
    liveness.asked(now);
    liveness.answered(now);
    after(Duration.ofDays(1));
    assertThat(liveness.living()).isTrue();
  }

  @Test
  void suspectedPeerIsProbedTwiceSecond() {
    assertThat(liveness.claimProbe(now)).isFalse();
    suspect();
    assertThat(liveness.claimProbe(now)).isTrue();
    assertThat(liveness.claimProbe(now.plusMillis(499))).isFalse();
    assertThat(liveness.claimProbe(now.plusMillis(500))).isTrue();
  }

  @Test
  void twoAnswersBringItBack() {
    suspect();
    liveness.answered(now);
    assertThat(liveness.living()).isFalse();
    liveness.answered(now);
    assertThat(liveness.living()).isTrue();
    assertThat(liveness.state().reason()).isEqualTo("answers again");
  }

  @Test
  void lossBetweenTwoAnswersKeepsItSuspected() {
    suspect();
    liveness.answered(now);
    lose();
    liveness.answered(now);
    assertThat(liveness.living()).isFalse();
  }

  @Test
  void returnedPeerTakesPartInGrowingShareOfQueries() {
    suspect();
    now = now.plusSeconds(60);
    liveness.answered(now);
    liveness.answered(now);
    assertThat(liveness.admits(0.0, now)).isFalse();
    assertThat(liveness.admits(0.29, now.plusSeconds(3))).isTrue();
    assertThat(liveness.admits(0.31, now.plusSeconds(3))).isFalse();
    assertThat(liveness.admits(0.999, now.plusSeconds(10))).isTrue();
  }

  // Away for 100 ms: trusted wholly after another 100 ms.
  @Test
  void shortAbsenceIsSoonForgotten() {
    suspect();
    now = now.plusMillis(100);
    liveness.answered(now);
    liveness.answered(now);
    assertThat(liveness.admits(0.999, now.plusMillis(100))).isTrue();
  }

  @Test
  void suspectedPeerTakesPartInNothing() {
    suspect();
    assertThat(liveness.admits(0.0, now.plusSeconds(100))).isFalse();
  }

  private void suspect() {
    lose();
    lose();
    lose();
  }

  private void lose() {
    liveness.asked(now);
    now = now.plus(WAIT);
    liveness.lost(now);
  }

  private void after(Duration step) {
    now = now.plus(step);
    liveness.judge(now, WAIT, DEAD_PEER_TIMEOUT);
  }
}

package dev.weir.cache.peer.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Failure detector of one peer's ICP answers: whether they are worth waiting for.
///
/// A peer is suspected after three queries in a row without an answer, or when a quarter of a
/// second after three unanswered queries there is still no answer, or, when hardly anything is
/// asked, after `dead_peer_timeout` without one. A suspected peer is not asked about misses, so it
/// costs nothing; it is probed twice a second and is back after two answers of any kind. What was
/// away long is trusted slowly: its share of the queries grows over as long as it was away, at most
/// ten seconds.
///
/// Only the ICP thread reports events; any thread may read the state.
public final class Liveness {

  static final int LOSSES_TO_SUSPECT = 3;
  static final int ANSWERS_TO_RETURN = 2;
  static final int QUERIES_ARE_LOAD = 3;
  static final Duration SILENCE_TO_SUSPECT = Duration.ofMillis(250);

  /// Time between two probes of a suspected peer.
  public static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

  static final Duration LONGEST_RAMP = Duration.ofSeconds(10);

  /// What is thought of the peer, since when, and why.
  ///
  /// @param since null: since the node started
  public record State(Standing standing, @Nullable Instant since, String reason) {}

  /// Whether the peer is asked and waited for.
  public enum Standing {
    /// Asked and waited for.
    LIVING,
    /// Only probed.
    SUSPECTED
  }

  private volatile State state = new State(Standing.LIVING, null, "has not answered yet");
  private boolean heard;
  private int lossesInRow;
  private int askedInSilence;
  private @Nullable Instant silentSince;
  private @Nullable Instant loadedSince;
  private int answersInSuspicion;
  private @Nullable Instant lastProbe;
  private Duration ramp = Duration.ZERO;

  /// What is thought of the peer now.
  public State state() {
    return state;
  }

  /// Whether the peer is asked and waited for.
  public boolean living() {
    return state.standing() == Standing.LIVING;
  }

  /// A query left for the peer.
  public void asked(Instant now) {
    askedInSilence++;
    if (silentSince == null) {
      silentSince = now;
    }
    if (askedInSilence == QUERIES_ARE_LOAD) {
      loadedSince = now;
    }
  }

  /// An answer came, in time or late.
  public void answered(Instant now) {
    lossesInRow = 0;
    askedInSilence = 0;
    silentSince = null;
    loadedSince = null;
    State before = state;
    if (before.standing() == Standing.LIVING) {
      if (!heard) {
        heard = true;
        state = new State(Standing.LIVING, null, "answers");
      }
      return;
    }
    heard = true;
    answersInSuspicion++;
    if (answersInSuspicion >= ANSWERS_TO_RETURN) {
      Duration away = before.since() == null ? LONGEST_RAMP : Duration.between(before.since(), now);
      ramp = away.compareTo(LONGEST_RAMP) < 0 ? away : LONGEST_RAMP;
      state = new State(Standing.LIVING, now, "answers again");
    }
  }

  /// A query was given up, or came back as port-unreachable.
  public void lost(Instant now) {
    lossesInRow++;
    answersInSuspicion = 0;
    if (lossesInRow >= LOSSES_TO_SUSPECT) {
      suspect(now, LOSSES_TO_SUSPECT + " queries in a row without an answer");
    }
  }

  /// Judges the silence since the first query without an answer.
  ///
  /// @param wait how long one answer of this peer is waited for: four times its slowest answers
  /// @param deadPeerTimeout longest silence in any case
  public void judge(Instant now, Duration wait, Duration deadPeerTimeout) {
    if (silentSince == null) {
      return;
    }
    if (Duration.between(silentSince, now).compareTo(deadPeerTimeout) >= 0) {
      suspect(now, "no answer within dead_peer_timeout");
      return;
    }
    // Twice the slowest answers, for peers far away.
    Duration twiceTail = wait.dividedBy(2);
    Duration patience =
        twiceTail.compareTo(SILENCE_TO_SUSPECT) > 0 ? twiceTail : SILENCE_TO_SUSPECT;
    if (loadedSince != null && Duration.between(loadedSince, now).compareTo(patience) >= 0) {
      suspect(now, "no answer for " + patience.toMillis() + " ms under load");
    }
  }

  private void suspect(Instant now, String reason) {
    if (living()) {
      answersInSuspicion = 0;
      state = new State(Standing.SUSPECTED, now, reason);
    }
  }

  /// Whether a suspected peer is to be probed now. Says yes once per interval.
  public boolean claimProbe(Instant now) {
    if (living()) {
      return false;
    }
    Instant last = lastProbe;
    if (last != null && Duration.between(last, now).compareTo(PROBE_INTERVAL) < 0) {
      return false;
    }
    lastProbe = now;
    return true;
  }

  /// Whether a returned peer takes part in a query already.
  ///
  /// @param draw a random number in [0, 1)
  public boolean admits(double draw, Instant now) {
    State current = state;
    if (current.standing() == Standing.SUSPECTED) {
      return false;
    }
    if (current.since() == null || ramp.isZero()) {
      return true;
    }
    double share = (double) Duration.between(current.since(), now).toNanos() / ramp.toNanos();
    return draw < share;
  }
}

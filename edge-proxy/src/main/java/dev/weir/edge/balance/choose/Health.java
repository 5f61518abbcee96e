package dev.weir.edge.balance.choose;

import java.time.Instant;

/// What the last exchanges with a server say about it (passive health); immutable, changed by
/// replacing it.
///
/// A server that is down gets one trial each `failTimeout`: whoever is chosen for it keeps the
/// others away until it is over. One success and the server is up again.
///
/// @param fails failed exchanges since `failingSince`
/// @param failingSince when the count began
/// @param lastFailure for finding the least recently failed server when all are down
/// @param downUntil not chosen before, unless nothing better is left
public record Health(int fails, Instant failingSince, Instant lastFailure, Instant downUntil) {

  public static final Health GOOD = new Health(0, Instant.MIN, Instant.MIN, Instant.MIN);

  /// What the balancer makes of a server.
  public enum State {
    UP,
    /// Down for long enough: one request may find out how it is now.
    TRIAL_DUE,
    DOWN
  }

  public State state(Instant now) {
    if (downUntil.equals(Instant.MIN)) {
      return State.UP;
    }
    return now.isBefore(downUntil) ? State.DOWN : State.TRIAL_DUE;
  }

  /// Nothing has failed since the last success.
  public boolean isSpotless() {
    return fails == 0;
  }

  public Health afterFailure(HealthPolicy policy, Instant now) {
    boolean sameSpell = fails > 0 && now.isBefore(failingSince.plus(policy.failTimeout()));
    boolean onTrial = !downUntil.equals(Instant.MIN);
    int counted = sameSpell ? fails + 1 : 1;
    Instant since = sameSpell ? failingSince : now;
    boolean down = policy.maxFails() > 0 && (onTrial || counted >= policy.maxFails());
    return new Health(counted, since, now, down ? now.plus(policy.failTimeout()) : Instant.MIN);
  }

  /// The trial has begun: nobody else until it is over or its time is up.
  public Health onTrial(HealthPolicy policy, Instant now) {
    return new Health(fails, failingSince, lastFailure, now.plus(policy.failTimeout()));
  }
}

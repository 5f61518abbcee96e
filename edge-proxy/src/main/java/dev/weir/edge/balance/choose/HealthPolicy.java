package dev.weir.edge.balance.choose;

import java.time.Duration;

/// When a server counts as down: after `maxFails` failed exchanges within `failTimeout`, for that
/// same time.
///
/// @param maxFails 0 turns passive health off
public record HealthPolicy(int maxFails, Duration failTimeout) {

  public HealthPolicy {
    if (maxFails < 0) {
      throw new IllegalArgumentException("maxFails must not be negative");
    }
    if (failTimeout.isNegative() || failTimeout.isZero()) {
      throw new IllegalArgumentException("failTimeout must be more than 0");
    }
  }
}

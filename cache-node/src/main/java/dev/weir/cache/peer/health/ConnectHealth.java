package dev.weir.cache.peer.health;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Whether TCP connections to one peer can be opened. After `connect-fail-limit` failures in a row
/// the peer rests: it is tried last, and once a second a single caller is let through as before.
/// Any thread may report and ask.
public final class ConnectHealth {

  static final Duration TRIAL_INTERVAL = Duration.ofSeconds(1);

  private final int failuresToRest;
  private final AtomicInteger failuresInRow = new AtomicInteger();
  private final AtomicReference<Instant> lastTrial = new AtomicReference<>(Instant.EPOCH);

  /// @param failuresToRest failures in a row after which the peer rests, at least 1
  public ConnectHealth(int failuresToRest) {
    this.failuresToRest = Math.max(1, failuresToRest);
  }

  /// A connection was opened.
  public void connected() {
    if (failuresInRow.get() != 0) {
      failuresInRow.set(0);
    }
  }

  /// A connection could not be opened.
  public void failed(Instant now) {
    if (failuresInRow.incrementAndGet() >= failuresToRest) {
      lastTrial.set(now);
    }
  }

  /// Whether connections are expected to succeed.
  public boolean usable() {
    return failuresInRow.get() < failuresToRest;
  }

  /// Whether the caller may try the peer as if it were well: always when it is, once a second when
  /// it rests.
  public boolean admits(Instant now) {
    if (usable()) {
      return true;
    }
    Instant last = lastTrial.get();
    // The absolute value: a clock set back must not keep a peer resting.
    return Duration.between(last, now).abs().compareTo(TRIAL_INTERVAL) >= 0
        && lastTrial.compareAndSet(last, now);
  }

  /// Failures since the last connection.
  public int failuresInRow() {
    return failuresInRow.get();
  }
}

package dev.weir.sample.fragments;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Stops asking a server that keeps failing, so that its timeouts are paid by one caller now and
/// then and not by all.
///
/// Closed until `threshold` failures in a row; then open: one caller per `retryAfter` may try, and
/// its success closes it.
final class CircuitBreaker {

  private final int threshold;
  private final Duration retryAfter;
  private final InstantSource clock;
  private int failuresInARow;
  private @Nullable Instant nextTrial;

  CircuitBreaker(int threshold, Duration retryAfter, InstantSource clock) {
    this.threshold = threshold;
    this.retryAfter = retryAfter;
    this.clock = clock;
  }

  /// Whether this caller may ask; it then reports how it went.
  synchronized boolean admits() {
    if (nextTrial == null) {
      return true;
    }
    Instant now = clock.instant();
    if (now.isBefore(nextTrial)) {
      return false;
    }
    nextTrial = now.plus(retryAfter);
    return true;
  }

  synchronized void succeeded() {
    failuresInARow = 0;
    nextTrial = null;
  }

  synchronized void failed() {
    failuresInARow++;
    if (failuresInARow >= threshold) {
      nextTrial = clock.instant().plus(retryAfter);
    }
  }

  synchronized boolean isOpen() {
    return nextTrial != null;
  }
}

package dev.weir.cache.store.append;

import java.time.Duration;
import java.time.Instant;

/// A while that something lasts from an instant on. It ends early when the clock is set back,
/// rather than lasting until the clock is there again.
record Span(Instant since, Duration length) {

  /// Whether it lasts still.
  boolean lasts(Instant now) {
    return !now.isBefore(since) && now.isBefore(since.plus(length));
  }
}

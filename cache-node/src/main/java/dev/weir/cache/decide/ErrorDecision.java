package dev.weir.cache.decide;

import java.time.Duration;

/// What to answer when the origin failed or said 5xx while a stored response was being validated.
public sealed interface ErrorDecision {
  /// Why.
  Reason reason();

  /// Answer with the stored response after all.
  record ServeStale(Reason reason, Duration age, long ttlSeconds) implements ErrorDecision {}

  /// Let the client have the error.
  record PassOn(Reason reason) implements ErrorDecision {}
}

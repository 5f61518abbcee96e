package dev.weir.cache.decide;

import java.time.Duration;

/// What to do with a request, given what is stored.
public sealed interface CacheDecision {
  /// Why.
  Reason reason();

  /// Answer from the store.
  ///
  /// @param ttlSeconds freshness left, negative when served although stale
  record ServeFresh(Reason reason, Duration age, long ttlSeconds) implements CacheDecision {}

  /// Answer from the store at once and validate behind the client's back (RFC 5861 §3).
  ///
  /// @param becauseStale what made it stale
  record ServeStaleWhileRevalidate(
      Reason reason, Reason becauseStale, Duration age, long ttlSeconds) implements CacheDecision {}

  /// Ask the origin whether the stored response is still good (RFC 9111 §4.3).
  record Validate(Reason reason, StaleOnError staleOnError, Duration age, long ttlSeconds)
      implements CacheDecision {}

  /// Go to the origin as if nothing were stored.
  record Forward(Reason reason) implements CacheDecision {}

  /// Say 504: the request forbids going to the origin (RFC 9111 §5.2.1.7).
  record GatewayTimeout(Reason reason) implements CacheDecision {}
}

package dev.weir.cache.decide;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How fresh a stored response is for a request, with every number that led there.
///
/// @param reason the verdict, one of Squid's refresh constants
/// @param stalenessSeconds seconds past its lifetime; -1 when fresh
/// @param at the moment judged, `min-fresh` included
/// @param age at that moment
/// @param lifetime what the age was compared with; null when none applies
public record Assessment(
    Reason reason,
    long stalenessSeconds,
    Basis basis,
    Instant at,
    Duration age,
    @Nullable Duration lifetime) {

  /// Which rung of the staleness ladder decided.
  public enum Basis {
    /// Explicit freshness: Cache-Control or Expires.
    EXPIRY,
    /// Older than the rule's max.
    MAX,
    /// The rule's percentage of the time since Last-Modified.
    LAST_MODIFIED,
    /// The rule's min.
    MIN
  }

  /// Whether the response may be used without asking the origin.
  public boolean isFresh() {
    return reason.kind() == Reason.Kind.FRESH;
  }

  /// Seconds of freshness left, negative when stale: the `ttl` of RFC 9211 §2.4.
  public long ttlSeconds() {
    if (stalenessSeconds >= 0) {
      return -stalenessSeconds;
    }
    return lifetime == null ? 0 : Math.max(0, lifetime.minus(age).toSeconds());
  }
}

package dev.weir.cache.decide;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.CacheControl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much staleness response, request and rule grant: the response's word first, the rule's where
/// it says nothing.
final class Grants {
  private static final long ABSENT = CacheControl.ABSENT;

  private Grants() {}

  /// Bound of every stale use.
  static Duration maxStale(RefreshRule rule, CachePolicy policy) {
    Duration own = rule.maxStale();
    return own == null ? policy.maxStale() : own;
  }

  /// RFC 5861 §3, in seconds; -1 when not granted. Squid knows no such directive, only our rule
  /// option.
  static long staleWhileRevalidate(StoredFacts stored, RefreshRule rule, CachePolicy policy) {
    long granted = stored.cacheControl().staleWhileRevalidate();
    return granted >= 0 && policy.mode() == FreshnessMode.RFC9111
        ? granted
        : seconds(rule.staleWhileRevalidate());
  }

  /// RFC 5861 §4, in seconds; -1 when nobody says anything. Where both response and request speak,
  /// neither goes beyond what the other will have. Squid does not read it in requests.
  static long staleIfError(
      StoredFacts stored, RequestFacts request, RefreshRule rule, CachePolicy policy) {
    long granted = stored.cacheControl().staleIfError();
    long asked =
        policy.mode() == FreshnessMode.RFC9111 ? request.directives().staleIfError() : ABSENT;
    if (granted >= 0 && asked >= 0) {
      return Math.min(granted, asked);
    }
    long said = Math.max(granted, asked);
    return said >= 0 ? said : seconds(rule.staleIfError());
  }

  private static long seconds(@Nullable Duration duration) {
    return duration == null ? -1 : duration.toSeconds();
  }
}

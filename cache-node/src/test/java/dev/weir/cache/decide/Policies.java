package dev.weir.cache.decide;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.query.KeyRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The policies and rules the decision tests start from.
final class Policies {
  /// Squid as it ships.
  static final CachePolicy SQUID = of(FreshnessMode.SQUID);

  /// RFC 9111 with the guard against personal pages.
  static final CachePolicy RFC9111 = CachePolicy.DEFAULT;

  /// `refresh_pattern . 30 20% 3600`: min 1800 s, max 216 000 s.
  static final RefreshRule CLASSIC = rule(1800, 216_000);

  private Policies() {}

  static CachePolicy of(FreshnessMode mode, CachePolicy.Option... options) {
    return new CachePolicy(
        mode,
        List.of(),
        Duration.ofMinutes(1),
        Duration.ofDays(7),
        Duration.ZERO,
        Set.of(options),
        CachePolicy.CDN_ALONE,
        KeyRules.VERBATIM);
  }

  static CachePolicy negativeTtl(FreshnessMode mode, long seconds, CachePolicy.Option... options) {
    return new CachePolicy(
        mode,
        List.of(),
        Duration.ofMinutes(1),
        Duration.ofDays(7),
        Duration.ofSeconds(seconds),
        Set.of(options),
        CachePolicy.CDN_ALONE,
        KeyRules.VERBATIM);
  }

  static RefreshRule rule(long min, long max, RefreshRule.Option... options) {
    return new RefreshRule(
        "test",
        "test",
        UrlPattern.ANY,
        Duration.ofSeconds(min),
        0.2,
        Duration.ofSeconds(max),
        Set.of(options),
        null,
        null,
        null);
  }

  static RefreshRule granting(long staleWhileRevalidate, long staleIfError, long maxStale) {
    return new RefreshRule(
        "test",
        "test",
        UrlPattern.ANY,
        Duration.ofMinutes(30),
        0.2,
        Duration.ofHours(60),
        Set.of(),
        seconds(maxStale),
        seconds(staleWhileRevalidate),
        seconds(staleIfError));
  }

  private static @org.jspecify.annotations.Nullable Duration seconds(long seconds) {
    return seconds < 0 ? null : Duration.ofSeconds(seconds);
  }
}

package dev.weir.cache.decide;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.query.KeyRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The policies and rules that tests start from.
public final class Policies {
  /// Squid as it ships.
  static final CachePolicy SQUID = of(FreshnessMode.SQUID);

  /// RFC 9111 with the guard against personal pages.
  static final CachePolicy RFC9111 = CachePolicy.DEFAULT;

  /// `refresh_pattern . 30 20% 3600`: min 1800 s, max 216 000 s.
  static final RefreshRule CLASSIC = rule(1800, 216_000);

  private Policies() {}

  static CachePolicy of(FreshnessMode mode, CachePolicy.Option... options) {
    return negativeTtl(mode, 0, options);
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

  /// The usual one in a mode.
  public static CachePolicy in(FreshnessMode mode) {
    return usual(mode, CachePolicy.DEFAULT.rules(), CachePolicy.DEFAULT.keys());
  }

  /// The usual one with rules.
  public static CachePolicy with(List<RefreshRule> rules) {
    return usual(CachePolicy.DEFAULT.mode(), rules, CachePolicy.DEFAULT.keys());
  }

  /// The usual one with some differences of queries making no difference.
  public static CachePolicy with(KeyRules keys) {
    return usual(CachePolicy.DEFAULT.mode(), CachePolicy.DEFAULT.rules(), keys);
  }

  private static CachePolicy usual(FreshnessMode mode, List<RefreshRule> rules, KeyRules keys) {
    CachePolicy usual = CachePolicy.DEFAULT;
    return new CachePolicy(
        mode,
        rules,
        usual.minimumExpiryTime(),
        usual.maxStale(),
        usual.negativeTtl(),
        usual.options(),
        usual.targets(),
        keys);
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

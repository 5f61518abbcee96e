package dev.weir.cache.decide;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// All configuration that freshness and storing depend on.
///
/// @param rules in the order they are tried; the first that matches counts
/// @param minimumExpiryTime how far ahead Squid looks when it asks whether storing is worth while
/// @param maxStale bound for stale use on failure where nothing more exact is given
/// @param negativeTtl how long errors without a lifetime of their own are kept; zero for not at all
public record CachePolicy(
    FreshnessMode mode,
    List<RefreshRule> rules,
    Duration minimumExpiryTime,
    Duration maxStale,
    Duration negativeTtl,
    Set<Option> options) {

  /// Squid's defaults in RFC 9111 mode, with the guard against personal pages and without rules.
  public static final CachePolicy DEFAULT =
      new CachePolicy(
          FreshnessMode.RFC9111,
          List.of(),
          Duration.ofSeconds(60),
          Duration.ofDays(7),
          Duration.ZERO,
          Set.of(Option.PERSONAL_PAGE_GUARD));

  /// Switches for every URL.
  public enum Option {
    /// Nothing that looks personal is stored on a guess.
    PERSONAL_PAGE_GUARD,
    /// A client's reload validates instead of fetching anew.
    RELOAD_INTO_IMS,
    /// A client's If-Modified-Since forces validation.
    REFRESH_ALL_IMS,
    /// Whatever is stored is used, however stale.
    OFFLINE
  }

  /// Copies rules and options.
  public CachePolicy {
    rules = List.copyOf(rules);
    options = Set.copyOf(options);
  }

  /// The rule for a URL: the first that matches, else Squid's built-in one.
  public RefreshRule ruleFor(CacheKey key) {
    for (RefreshRule rule : rules) {
      if (rule.pattern().matches(key.uri())) {
        return rule;
      }
    }
    return RefreshRule.BUILT_IN;
  }

  /// Whether `option` is switched on.
  public boolean has(Option option) {
    return options.contains(option);
  }
}

package dev.weir.cache.decide;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.query.KeyRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// All configuration that freshness and storing depend on.
///
/// @param rules in the order they are tried; the first that matches counts
/// @param minimumExpiryTime how far ahead Squid looks when it asks whether storing is worth while
/// @param maxStale bound for stale use on failure where nothing more exact is given
/// @param negativeTtl how long errors without a lifetime of their own are kept; zero for not at all
/// @param targets the fields obeyed in the place of Cache-Control where a response has them, the
///   weightiest first (RFC 9213 §2.2)
/// @param keys which differences of queries make no difference
public record CachePolicy(
    FreshnessMode mode,
    List<RefreshRule> rules,
    Duration minimumExpiryTime,
    Duration maxStale,
    Duration negativeTtl,
    Set<Option> options,
    List<String> targets,
    KeyRules keys) {

  /// What the RFC's authors call the field every shared cache near the origin may obey (RFC 9213
  /// §3.1).
  public static final List<String> CDN_ALONE = List.of("CDN-Cache-Control");

  /// Squid's defaults in RFC 9111 mode, obeying `CDN-Cache-Control`, with the guard against
  /// personal pages and without rules.
  public static final CachePolicy DEFAULT =
      new CachePolicy(
          FreshnessMode.RFC9111,
          List.of(),
          Duration.ofSeconds(60),
          Duration.ofDays(7),
          Duration.ZERO,
          Set.of(Option.PERSONAL_PAGE_GUARD),
          CDN_ALONE,
          KeyRules.VERBATIM);

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
    rules = RuleList.copyOf(rules);
    options = Set.copyOf(options);
    targets = List.copyOf(targets);
  }

  /// How the fields of a response are read under this policy.
  public Interpretation interpretation() {
    return new Interpretation(mode, targets);
  }

  /// The rule for a URL: the first that matches, else Squid's built-in one.
  public RefreshRule ruleFor(CacheKey key) {
    // They are such a list already.
    return RuleList.copyOf(rules).first(key.uri());
  }

  /// Whether `option` is switched on.
  public boolean has(Option option) {
    return options.contains(option);
  }
}

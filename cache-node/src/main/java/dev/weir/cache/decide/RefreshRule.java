package dev.weir.cache.decide;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One `refresh_pattern`: how long responses without a lifetime of their own are fresh, and which
/// directives are overridden.
///
/// @param name what explanations call it: `line 12` or the `name=` given
/// @param position where it stands: `file:line`, or `built in`
/// @param percent share of the time between Last-Modified and Date, 0.2 for `20%`; may exceed 1
/// @param maxStale bound for every stale use; null for the policy's
/// @param staleWhileRevalidate granted where the response says nothing; null for not at all
/// @param staleIfError granted where neither response nor request says anything; null for
///   `maxStale`
public record RefreshRule(
    String name,
    String position,
    UrlPattern pattern,
    Duration min,
    double percent,
    Duration max,
    Set<Option> options,
    @Nullable Duration maxStale,
    @Nullable Duration staleWhileRevalidate,
    @Nullable Duration staleIfError) {

  /// Squid's rule for URLs that match no pattern.
  public static final RefreshRule BUILT_IN =
      new RefreshRule(
          "built-in",
          "built in",
          UrlPattern.ANY,
          Duration.ZERO,
          0.2,
          Duration.ofDays(3),
          Set.of(),
          null,
          null,
          null);

  /// What a rule may override.
  public enum Option {
    OVERRIDE_EXPIRE,
    OVERRIDE_LASTMOD,
    RELOAD_INTO_IMS,
    IGNORE_RELOAD,
    IGNORE_NO_STORE,
    IGNORE_PRIVATE,
    REFRESH_IMS,
    STORE_STALE,
    /// Ours: where a range is asked for and not stored, the whole is fetched and stored.
    FETCH_WHOLE_ON_RANGE,
    /// Ours: what matches is the same for everybody, whatever cookies come along; lifts the guard
    /// against personal pages.
    SHARED;

    /// The word in the configuration.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Copies the options.
  public RefreshRule {
    options = Set.copyOf(options);
  }

  /// Whether `option` is given.
  public boolean has(Option option) {
    return options.contains(option);
  }
}

package dev.weir.cache.model;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.UrlPattern;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.query.KeyRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The figures of a node's configuration that the specification leaves open, in seconds; -1 for
/// what is not said.
public record Contract(
    long min, int percent, long max, long maxStale, long staleWhileRevalidate, long staleIfError) {
  public static final List<Contract> ALL =
      List.of(
          new Contract(0, 20, 259_200, 604_800, -1, -1),
          new Contract(20, 10, 60, 604_800, -1, -1),
          new Contract(10, 50, 30, 25, 8, -1),
          new Contract(0, 100, 40, 60, -1, 12),
          new Contract(5, 20, 1000, 20, 15, 0));

  /// The field obeyed before Cache-Control.
  static final String TARGET = "CDN-Cache-Control";

  RefreshRule rule() {
    return new RefreshRule(
        "model",
        "model",
        UrlPattern.ANY,
        Duration.ofSeconds(min),
        percent / 100.0,
        Duration.ofSeconds(max),
        Set.of(),
        null,
        seconds(staleWhileRevalidate),
        seconds(staleIfError));
  }

  public CachePolicy policy() {
    return new CachePolicy(
        FreshnessMode.RFC9111,
        List.of(rule()),
        Duration.ofSeconds(60),
        Duration.ofSeconds(maxStale),
        Duration.ZERO,
        Set.of(),
        List.of(TARGET),
        KeyRules.VERBATIM);
  }

  private static @Nullable Duration seconds(long seconds) {
    return seconds < 0 ? null : Duration.ofSeconds(seconds);
  }
}

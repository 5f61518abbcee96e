package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Quantities;
import dev.weir.cache.decide.RefreshRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A rule as a `refresh_pattern` line that reads back as the same.
public final class RuleText {

  private RuleText() {}

  /// The line without its position, times in seconds.
  public static String of(RefreshRule rule) {
    StringBuilder text = new StringBuilder("refresh_pattern ");
    text.append(rule.pattern());
    text.append(' ').append(Quantities.text(rule.min()));
    text.append(' ').append(Math.round(rule.percent() * 100)).append('%');
    text.append(' ').append(Quantities.text(rule.max()));
    for (RefreshRule.Option option : RefreshRule.Option.values()) {
      if (rule.has(option)) {
        text.append(' ').append(option.word());
      }
    }
    append(text, "max-stale", rule.maxStale());
    append(text, "stale-while-revalidate", rule.staleWhileRevalidate());
    append(text, "stale-if-error", rule.staleIfError());
    if (!rule.name().startsWith("line ")) {
      text.append(" name=").append(rule.name());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String key, @Nullable Duration value) {
    if (value != null) {
      text.append(' ').append(key).append('=').append(Quantities.text(value));
    }
  }
}

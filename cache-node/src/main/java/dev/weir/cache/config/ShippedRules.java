package dev.weir.cache.config;

import com.google.re2j.Pattern;
import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.UrlPattern;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The rules in force while a file has no `refresh_pattern` of its own, as Squid ships them.
final class ShippedRules {
  static final List<RefreshRule> RULES =
      List.of(
          rule("shipped-ftp", "^ftp:", Re2Pattern.CaseRule.SENSITIVE, 1440, 10_080),
          dynamic(),
          rule("shipped-all", ".", Re2Pattern.CaseRule.SENSITIVE, 0, 4320));

  private ShippedRules() {}

  private static RefreshRule dynamic() {
    RefreshRule rule =
        rule("shipped-dynamic", "(/cgi-bin/|\\?)", Re2Pattern.CaseRule.INSENSITIVE, 0, 0);
    return new RefreshRule(
        rule.name(),
        rule.position(),
        rule.pattern(),
        rule.min(),
        0,
        rule.max(),
        Set.of(),
        null,
        null,
        null);
  }

  private static RefreshRule rule(
      String name, String expression, Re2Pattern.CaseRule letters, long min, long max) {
    return new RefreshRule(
        name,
        "built in",
        pattern(expression, letters),
        Duration.ofMinutes(min),
        0.2,
        Duration.ofMinutes(max),
        Set.of(),
        null,
        null,
        null);
  }

  private static UrlPattern pattern(String expression, Re2Pattern.CaseRule letters) {
    try {
      return Re2Pattern.of(expression, letters);
    } catch (BadWordException e) {
      throw new IllegalStateException(Pattern.quote(expression), e);
    }
  }
}

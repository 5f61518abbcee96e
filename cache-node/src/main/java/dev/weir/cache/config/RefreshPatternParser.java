package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.Quantities;
import dev.weir.cache.config.dialect.Suggestions;
import dev.weir.cache.config.dialect.Words;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.UrlPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads one `refresh_pattern [-i] regex min percent max [options]`; plain numbers count minutes,
/// in `max-stale=` seconds.
final class RefreshPatternParser {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final Set<String> OBSOLETE =
      Set.of("ignore-no-cache", "ignore-must-revalidate", "ignore-auth");

  private final Line line;
  private final Consumer<String> warnings;
  private final Set<RefreshRule.Option> options = EnumSet.noneOf(RefreshRule.Option.class);
  private String name;
  private @Nullable Duration maxStale;
  private @Nullable Duration staleWhileRevalidate;
  private @Nullable Duration staleIfError;

  private RefreshPatternParser(Line line, Consumer<String> warnings) {
    this.line = line;
    this.warnings = warnings;
    this.name = "line " + line.number();
  }

  static RefreshRule parse(Line line, Consumer<String> warnings) throws BadWordException {
    return new RefreshPatternParser(line, warnings).rule();
  }

  private RefreshRule rule() throws BadWordException {
    Words words = new Words(line);
    UrlPattern pattern = Re2Pattern.next(words);
    Duration min = bounded("min", words.next("min, percent and max"));
    double percent = percent(words.next("percent and max"));
    Duration max = bounded("max", words.next("max"));
    while (words.hasNext()) {
      option(words.next("an option"));
    }
    if (min.compareTo(max) > 0) {
      warnings.accept(
          "min "
              + Quantities.text(min)
              + " is longer than max "
              + Quantities.text(max)
              + "; max wins");
    }
    return new RefreshRule(
        name,
        line.position(),
        pattern,
        min,
        percent,
        max,
        options,
        maxStale,
        staleWhileRevalidate,
        staleIfError);
  }

  private Duration bounded(String what, String word) throws BadWordException {
    if (word.startsWith("-")) {
      warnings.accept(what + " " + word + " is negative and counts as 0");
      return Duration.ZERO;
    }
    Duration time = Quantities.time(word, MINUTE);
    if (time.compareTo(YEAR) > 0) {
      warnings.accept(what + " " + word + " is more than a year and counts as one year");
      return YEAR;
    }
    return time;
  }

  private double percent(String word) throws BadWordException {
    if (!word.matches("-?\\d{1,6}%")) {
      throw new BadWordException("'" + word + "' is no percentage; write for example 20%");
    }
    long percent = Long.parseLong(word.substring(0, word.length() - 1));
    if (percent < 0) {
      warnings.accept("percent " + word + " is negative and counts as 0%");
    }
    return Math.max(0, percent) / 100.0;
  }

  private void option(String word) throws BadWordException {
    int equals = word.indexOf('=');
    if (equals > 0) {
      valued(word.substring(0, equals), word.substring(equals + 1));
    } else if (OBSOLETE.contains(word)) {
      warnings.accept("option " + word + " is obsolete in Squid too and has no effect; remove it");
    } else {
      options.add(switchNamed(word));
    }
  }

  private void valued(String key, String value) throws BadWordException {
    switch (key) {
      case "name" -> name = named(value);
      case "max-stale" -> {
        if (!value.isEmpty() && Character.isDigit(value.charAt(value.length() - 1))) {
          warnings.accept(
              "max-stale="
                  + value
                  + " counts seconds, unlike min and max; write max-stale="
                  + value
                  + "s");
        }
        maxStale = Quantities.time(value, SECOND);
      }
      case "stale-while-revalidate" -> staleWhileRevalidate = Quantities.time(value, SECOND);
      case "stale-if-error" -> staleIfError = Quantities.time(value, SECOND);
      case "negative-ttl" ->
          throw new BadWordException(
              "option negative-ttl= is of Squid 2.7; use the directive negative_ttl");
      default -> throw unknown(key + "=");
    }
  }

  private static String named(String value) throws BadWordException {
    if (value.isEmpty()) {
      throw new BadWordException("name= is empty; write name=pictures, say");
    }
    return value;
  }

  private static RefreshRule.Option switchNamed(String word) throws BadWordException {
    for (RefreshRule.Option option : RefreshRule.Option.values()) {
      if (option.word().equals(word)) {
        return option;
      }
    }
    throw unknown(word);
  }

  private static BadWordException unknown(String word) {
    List<String> known =
        new ArrayList<>(
            List.of("name=", "max-stale=", "stale-while-revalidate=", "stale-if-error="));
    Arrays.stream(RefreshRule.Option.values()).map(RefreshRule.Option::word).forEach(known::add);
    String nearest = Suggestions.nearest(word, known);
    return new BadWordException(
        "option '"
            + word
            + "' is unknown; "
            + (nearest == null
                ? "known are " + String.join(" ", known)
                : "did you mean " + nearest + "?"));
  }
}

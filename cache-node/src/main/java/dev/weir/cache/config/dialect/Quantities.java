package dev.weir.cache.config.dialect;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times and sizes: a number with its unit attached (`30m`, `8GB`) or following (`2 minutes`, `256
/// MB`).
public final class Quantities {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([A-Za-z]*)");

  private static final Map<String, Duration> TIMES =
      Map.ofEntries(
          Map.entry("ms", Duration.ofMillis(1)),
          Map.entry("msec", Duration.ofMillis(1)),
          Map.entry("millisecond", Duration.ofMillis(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("day", Duration.ofDays(1)),
          Map.entry("w", Duration.ofDays(7)),
          Map.entry("week", Duration.ofDays(7)),
          Map.entry("fortnight", Duration.ofDays(14)),
          Map.entry("month", Duration.ofDays(30)),
          Map.entry("year", Duration.ofDays(365)));

  /// Squid's KB is 1024 octets.
  private static final Map<String, Long> SIZES =
      Map.ofEntries(
          Map.entry("b", 1L),
          Map.entry("byte", 1L),
          Map.entry("kb", 1L << 10),
          Map.entry("kib", 1L << 10),
          Map.entry("mb", 1L << 20),
          Map.entry("mib", 1L << 20),
          Map.entry("gb", 1L << 30),
          Map.entry("gib", 1L << 30),
          Map.entry("tb", 1L << 40),
          Map.entry("tib", 1L << 40));

  private static final Duration LONGEST = Duration.ofDays(3650);

  private Quantities() {}

  /// Takes a time from the words; a number alone counts in `unit`.
  public static Duration time(Words words, Duration unit) throws BadWordException {
    String word = words.next("a time");
    if (hasUnit(word) || !isUnit(TIMES, words.peek())) {
      return time(word, unit);
    }
    return time(word + words.next("a unit"), unit);
  }

  /// The time a single word stands for; a number alone counts in `unit`.
  public static Duration time(String word, Duration unit) throws BadWordException {
    Matcher matcher = NUMBER.matcher(word);
    if (!matcher.matches()) {
      throw noTime(word);
    }
    String name = singular(matcher.group(2));
    Duration one = name.isEmpty() ? unit : TIMES.get(name);
    if (one == null) {
      throw noTime(word);
    }
    BigDecimal millis =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(one.toMillis()));
    if (millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) > 0) {
      throw new BadWordException("'" + word + "' is more than ten years; write a shorter time");
    }
    return Duration.ofMillis(millis.longValue());
  }

  /// Takes a size in octets from the words; a number alone counts in `unit` octets.
  public static long octets(Words words, long unit) throws BadWordException {
    String word = words.next("a size");
    if (hasUnit(word) || !isUnit(SIZES, words.peek())) {
      return octets(word, unit);
    }
    return octets(word + words.next("a unit"), unit);
  }

  /// The size a single word stands for, in octets; a number alone counts in `unit` octets.
  public static long octets(String word, long unit) throws BadWordException {
    Matcher matcher = NUMBER.matcher(word);
    if (!matcher.matches()) {
      throw noSize(word);
    }
    String name = singular(matcher.group(2));
    Long one = name.isEmpty() ? Long.valueOf(unit) : SIZES.get(name);
    if (one == null) {
      throw noSize(word);
    }
    BigDecimal octets = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(one));
    if (octets.compareTo(BigDecimal.valueOf(1L << 50)) > 0) {
      throw new BadWordException("'" + word + "' is more than a pebibyte; write a smaller size");
    }
    return octets.longValue();
  }

  /// A time as this dialect writes it, in seconds, or milliseconds where it has a fraction.
  public static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private static boolean hasUnit(String word) {
    return !word.isEmpty() && Character.isLetter(word.charAt(word.length() - 1));
  }

  private static boolean isUnit(Map<String, ?> units, String word) {
    return !word.isEmpty() && units.containsKey(singular(word));
  }

  private static String singular(String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    return lower.length() > 2 && lower.endsWith("s") && !lower.equals("ms")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  private static BadWordException noTime(String word) {
    return new BadWordException(
        "'" + word + "' is no time; write for example 250ms, 30s, 5 minutes or 1h");
  }

  private static BadWordException noSize(String word) {
    return new BadWordException(
        "'" + word + "' is no size; write for example 64 KB, 256 MB or 8GB");
  }
}

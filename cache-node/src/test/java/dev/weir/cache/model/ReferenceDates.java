package dev.weir.cache.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The three date forms of RFC 9110 §5.6.7, by the formatters of the JDK.
public final class ReferenceDates {
  static final DateTimeFormatter IMF = pattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
  static final DateTimeFormatter ASCTIME = pattern("EEE MMM ppd HH:mm:ss yyyy");
  static final DateTimeFormatter RFC850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 1977)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ENGLISH);

  private ReferenceDates() {}

  /// Milliseconds since 1970; null for what is no date.
  public static @Nullable Long millis(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (DateTimeFormatter form : List.of(IMF, RFC850, ASCTIME)) {
      try {
        return LocalDateTime.parse(text.strip(), form).toInstant(ZoneOffset.UTC).toEpochMilli();
      } catch (DateTimeParseException e) {
        // one of the others, perhaps
      }
    }
    return null;
  }

  static String text(DateTimeFormatter form, long millis) {
    return form.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}

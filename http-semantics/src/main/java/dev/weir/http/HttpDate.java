package dev.weir.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// HTTP dates as text (RFC 9110 §5.6.7): writes IMF-fixdate, reads that and the two obsolete forms.
///
/// Reading is exact about layout and ranges, but not about letter case (RFC 9111 §4.2); the name of
/// the day must be one, whichever it is. A leap second is read as the second before it (RFC 9111
/// §4.2).
public final class HttpDate {

  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] LONG_DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private static final int IMF_LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();
  private static final int ASCTIME_LENGTH = "Sun Nov  6 08:49:37 1994".length();
  private static final int RFC850_REST_LENGTH = ", 06-Nov-94 08:49:37 GMT".length();
  private static final int INVALID = -1;

  private static final long FIRST_SECOND = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private static volatile Formatted lastFormatted = new Formatted(0, formatSecond(0));

  private HttpDate() {}

  /// The instant a date text means; null if it is none of the three forms.
  public static @Nullable Instant parse(String text) {
    return parse(text, InstantSource.system());
  }

  /// As [#parse(String)], where the clock says to which century a two-digit year belongs: the last
  /// one that is not more than 50 years ahead (RFC 9110 §5.6.7).
  public static @Nullable Instant parse(String text, InstantSource clock) {
    int length = text.length();
    if (length == IMF_LENGTH && text.charAt(3) == ',') {
      return parseImf(text);
    }
    if (length == ASCTIME_LENGTH && text.charAt(3) == ' ') {
      return parseAsctime(text);
    }
    return parseRfc850(text, clock);
  }

  /// IMF-fixdate of the second that holds the instant; years outside 0 to 9999 are cut to that
  /// range.
  public static String format(Instant instant) {
    long second = Math.clamp(instant.getEpochSecond(), FIRST_SECOND, LAST_SECOND);
    Formatted last = lastFormatted;
    if (last.second == second) {
      return last.text;
    }
    Formatted formatted = new Formatted(second, formatSecond(second));
    lastFormatted = formatted;
    return formatted.text;
  }

  private static @Nullable Instant parseImf(String text) {
    if (isNone(DAYS, text, 0, 3)
        || text.charAt(4) != ' '
        || text.charAt(7) != ' '
        || text.charAt(11) != ' '
        || text.charAt(16) != ' '
        || !endsWithGmt(text)) {
      return null;
    }
    int year = join(digits(text, 12), digits(text, 14));
    return instant(year, monthAt(text, 8), digits(text, 5), secondOfDay(text, 17));
  }

  private static @Nullable Instant parseAsctime(String text) {
    if (isNone(DAYS, text, 0, 3)
        || text.charAt(7) != ' '
        || text.charAt(10) != ' '
        || text.charAt(19) != ' ') {
      return null;
    }
    int day = text.charAt(8) == ' ' ? digit(text, 9) : digits(text, 8);
    int year = join(digits(text, 20), digits(text, 22));
    return instant(year, monthAt(text, 4), day, secondOfDay(text, 11));
  }

  private static @Nullable Instant parseRfc850(String text, InstantSource clock) {
    int comma = text.length() - RFC850_REST_LENGTH;
    if (!isRfc850(text, comma)) {
      return null;
    }
    int shortYear = digits(text, comma + 9);
    if (shortYear == INVALID) {
      return null;
    }
    int month = monthAt(text, comma + 5);
    int day = digits(text, comma + 2);
    int secondOfDay = secondOfDay(text, comma + 12);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    int century = now.getYear() / 100 * 100;
    Instant limit = now.plusYears(50).toInstant();
    for (int offset = 100; offset >= -100; offset -= 100) {
      Instant candidate = instant(century + offset + shortYear, month, day, secondOfDay);
      if (candidate != null && !candidate.isAfter(limit)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean isRfc850(String text, int comma) {
    return comma > 0
        && !isNone(LONG_DAYS, text, 0, comma)
        && text.startsWith(", ", comma)
        && text.charAt(comma + 4) == '-'
        && text.charAt(comma + 8) == '-'
        && text.charAt(comma + 11) == ' '
        && endsWithGmt(text);
  }

  /// Null if any part is [#INVALID] or out of its range.
  private static @Nullable Instant instant(int year, int month, int day, int secondOfDay) {
    if (year < 0 || month < 0 || day < 1 || secondOfDay < 0) {
      return null;
    }
    if (day > Month.of(month).length(Year.isLeap(year))) {
      return null;
    }
    return Instant.ofEpochSecond(
        LocalDate.of(year, month, day).toEpochDay() * 86_400 + secondOfDay);
  }

  private static int secondOfDay(String text, int at) {
    int hour = digits(text, at);
    int minute = digits(text, at + 3);
    int second = digits(text, at + 6);
    boolean valid =
        text.charAt(at + 2) == ':'
            && text.charAt(at + 5) == ':'
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second <= 60;
    return valid ? hour * 3600 + minute * 60 + Math.min(second, 59) : INVALID;
  }

  private static int monthAt(String text, int at) {
    for (int i = 0; i < MONTHS.length; i++) {
      if (text.regionMatches(true, at, MONTHS[i], 0, 3)) {
        return i + 1;
      }
    }
    return INVALID;
  }

  private static boolean isNone(String[] names, String text, int from, int to) {
    for (String name : names) {
      if (name.length() == to - from && text.regionMatches(true, from, name, 0, name.length())) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsWithGmt(String text) {
    return text.regionMatches(true, text.length() - 4, " GMT", 0, 4);
  }

  private static int join(int high, int low) {
    return high < 0 || low < 0 ? INVALID : high * 100 + low;
  }

  private static int digits(String text, int at) {
    int tens = digit(text, at);
    int ones = digit(text, at + 1);
    return tens < 0 || ones < 0 ? INVALID : tens * 10 + ones;
  }

  private static int digit(String text, int at) {
    char c = text.charAt(at);
    return Tokens.isDigit(c) ? c - '0' : INVALID;
  }

  private static String formatSecond(long epochSecond) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochSecond, 86_400L));
    int secondOfDay = (int) Math.floorMod(epochSecond, 86_400L);
    StringBuilder text = new StringBuilder(IMF_LENGTH);
    text.append(DAYS[date.getDayOfWeek().getValue() - 1]).append(", ");
    appendTwo(text, date.getDayOfMonth()).append(' ');
    text.append(MONTHS[date.getMonthValue() - 1]).append(' ');
    appendTwo(text, date.getYear() / 100);
    appendTwo(text, date.getYear() % 100).append(' ');
    appendTwo(text, secondOfDay / 3600).append(':');
    appendTwo(text, secondOfDay / 60 % 60).append(':');
    appendTwo(text, secondOfDay % 60).append(" GMT");
    return text.toString();
  }

  private static StringBuilder appendTwo(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /// The text of one second, kept because a server says the same one very often.
  private record Formatted(long second, String text) {}
}

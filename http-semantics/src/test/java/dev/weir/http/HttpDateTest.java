package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDateTest {

  private static final InstantSource IN_2026 =
      InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z"));

  // RFC 9110 §5.6.7: the three forms a recipient must read
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sun, 06 Nov 1994 08:49:37 GMT    | 1994-11-06T08:49:37Z
          Sunday, 06-Nov-94 08:49:37 GMT   | 1994-11-06T08:49:37Z
          Sun Nov  6 08:49:37 1994         | 1994-11-06T08:49:37Z
          Sun Nov 16 08:49:37 1994         | 1994-11-16T08:49:37Z
          Wednesday, 01-Jan-25 00:00:00 GMT| 2025-01-01T00:00:00Z
          Thu, 29 Feb 2024 23:59:59 GMT    | 2024-02-29T23:59:59Z
          Thu, 01 Jan 1970 00:00:00 GMT    | 1970-01-01T00:00:00Z
          Fri, 31 Dec 9999 23:59:59 GMT    | 9999-12-31T23:59:59Z
          Sat, 01 Jan 0000 00:00:00 GMT    | 0000-01-01T00:00:00Z
          """)
  void everyFormIsRead(String text, Instant expected) {
    assertThat(HttpDate.parse(text, IN_2026)).isEqualTo(expected);
  }

  // RFC 9111 §4.2: dates are matched without regard to case; a leap second is the nearest earlier
  // second
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          THU, 18 Aug 2050 02:01:18 GMT    | 2050-08-18T02:01:18Z
          Thu, 18 AUG 2050 02:01:18 GMT    | 2050-08-18T02:01:18Z
          Thu, 18 Aug 2050 02:01:18 gMT    | 2050-08-18T02:01:18Z
          Sat, 31 Dec 2016 23:59:60 GMT    | 2016-12-31T23:59:59Z
          Mon, 18 Aug 2050 02:01:18 GMT    | 2050-08-18T02:01:18Z
          """)
  void caseAndLeapSecondsDoNotMatter(String text, Instant expected) {
    assertThat(HttpDate.parse(text)).isEqualTo(expected);
  }

  // RFC 9110 §5.6.7: more than 50 years ahead means the most recent past year with those digits
  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Monday, 15-Jun-76 12:00:00 GMT   | 2076-06-15T12:00:00Z
          Tuesday, 15-Jun-76 12:00:01 GMT  | 1976-06-15T12:00:01Z
          Friday, 15-Jun-77 12:00:00 GMT   | 1977-06-15T12:00:00Z
          Saturday, 15-Jun-00 12:00:00 GMT | 2000-06-15T12:00:00Z
          Monday, 15-Jun-26 12:00:00 GMT   | 2026-06-15T12:00:00Z
          Tuesday, 29-Feb-00 12:00:00 GMT  | 2000-02-29T12:00:00Z
          """)
  void twoDigitYearIsTheOneNotFarAhead(String text, Instant expected) {
    assertThat(HttpDate.parse(text, IN_2026)).isEqualTo(expected);
  }

  @Test
  void twoDigitYearReachesIntoTheNextCentury() {
    InstantSource in2099 = InstantSource.fixed(Instant.parse("2099-06-15T12:00:00Z"));
    assertThat(HttpDate.parse("Sunday, 15-Jun-10 12:00:00 GMT", in2099))
        .isEqualTo(Instant.parse("2110-06-15T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "now",
        "Thu, 18 Aug 2050 02:01:18 UTC",
        "Thu, 18 Aug 2050 02:01:18 +0000",
        "Thu, 18 Aug 2050 02:01:18 AEST",
        "Thu, 18 Aug 50 02:01:18 GMT",
        "Thu 18 Aug 2050 02:01:18 GMT",
        "Thu, 18  Aug  2050 02:01:18 GMT",
        "Thu, 18-Aug-2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02.01.18 GMT",
        "Thu, 18 Aug 2050 2:01:18 GMT",
        "Xxx, 18 Aug 2050 02:01:18 GMT",
        "Thu, 18 Foo 2050 02:01:18 GMT",
        "Thu, 00 Aug 2050 02:01:18 GMT",
        "Thu, 32 Aug 2050 02:01:18 GMT",
        "Thu, 31 Jun 2050 02:01:18 GMT",
        "Thu, 29 Feb 2023 02:01:18 GMT",
        "Thu, 29 Feb 1900 02:01:18 GMT",
        "Thu, 18 Aug 2050 24:01:18 GMT",
        "Thu, 18 Aug 2050 02:60:18 GMT",
        "Thu, 18 Aug 2050 02:01:61 GMT",
        "Thu, +8 Aug 2050 02:01:18 GMT",
        "Thu, 18 Aug -050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02:01:18 GMT ",
        " Thu, 18 Aug 2050 02:01:18 GMT",
        "Thu, 18 Aug 2050 02:01:18 GMT, Thu, 18 Aug 2050 02:01:18 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-9x 08:49:37 GMT",
        "Sunday, 06 Nov 94 08:49:37 GMT",
        "Sun Nov 06 08:49:37 94",
        "Sun Nov x6 08:49:37 1994",
        "Sun Nov  0 08:49:37 1994",
        "Thu, ١٨ Aug 2050 02:01:18 GMT",
        "784111777"
      })
  void anythingElseIsNoDate(String text) {
    assertThat(HttpDate.parse(text, IN_2026)).isNull();
  }

  // RFC 9110 §5.6.7: a sender writes IMF-fixdate
  @Test
  void datesAreWrittenAsTheJdkWouldWriteThem() {
    DateTimeFormatter reference =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    for (long second = -2_000_000_000L; second < 8_000_000_000L; second += 86_399_731L) {
      Instant instant = Instant.ofEpochSecond(second, 999_999_999);
      assertThat(HttpDate.format(instant)).isEqualTo(reference.format(instant));
      assertThat(HttpDate.parse(HttpDate.format(instant))).isEqualTo(Instant.ofEpochSecond(second));
    }
  }

  @Test
  void yearsBeyondFourDigitsAreCut() {
    assertThat(HttpDate.format(Instant.MAX)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
    assertThat(HttpDate.format(Instant.MIN)).isEqualTo("Sat, 01 Jan 0000 00:00:00 GMT");
  }

  @Test
  void theSameSecondIsWrittenOnce() {
    String first = HttpDate.format(Instant.ofEpochSecond(1_000_000_000, 1));
    assertThat(HttpDate.format(Instant.ofEpochSecond(1_000_000_000, 2))).isEqualTo(first);
  }
}

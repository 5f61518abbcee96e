package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Age and lifetime by RFC 9111 §4.2, under `. 30 20% 3600`.
final class Rfc9111FreshnessTest {

  @ParameterizedTest(name = "{0} {1} after {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # §4.2.1: s-maxage before max-age before Expires
          200 | Date: @0; Cache-Control: s-maxage=60, max-age=10; Expires: @5      | 59   | FRESH_EXPIRES         | -1
          200 | Date: @0; Cache-Control: max-age=10, s-maxage=5                    | 6    | STALE_MUST_REVALIDATE | 1
          200 | Date: @0; Cache-Control: max-age=60; Expires: @-100                | 59   | FRESH_EXPIRES         | -1
          200 | Date: @0; Cache-Control: max-age=0; Expires: @100                  | 0    | STALE_EXPIRES         | 0
          200 | Date: @0; Expires: @100                                            | 99   | FRESH_EXPIRES         | -1
          200 | Date: @0; Expires: @100                                            | 100  | STALE_EXPIRES         | 0
          # §5.3: an invalid Expires is in the past; Expires counts from Date
          200 | Date: @0; Expires: 0                                               | 0    | STALE_EXPIRES         | 0
          200 | Date: @0; Expires: soon                                            | 0    | STALE_EXPIRES         | 0
          200 | Date: @400; Expires: @300                                          | 3    | STALE_EXPIRES         | 103
          # §4.2.1: several Expires that differ: stale
          200 | Date: @0; Expires: @100; Expires: @200                             | 0    | STALE_EXPIRES         | 0
          200 | Date: @0; Expires: @100; Expires: @100                             | 99   | FRESH_EXPIRES         | -1
          200 | Date: @0; Expires: soon, @200                                      | 0    | STALE_EXPIRES         | 0
          200 | Date: @0; Cache-Control: max-age=9; Expires: @100; Expires: @200   | 8    | FRESH_EXPIRES         | -1
          # §4.2.1: conflicting directives: the most restrictive
          200 | Date: @0; Cache-Control: max-age=100, max-age=10                   | 10   | STALE_EXPIRES         | 0
          200 | Date: @0; Cache-Control: max-age=10; Cache-Control: max-age=100    | 10   | STALE_EXPIRES         | 0
          200 | Date: @0; Cache-Control: max-age=100, max-age=soon                 | 0    | STALE_EXPIRES         | 0
          200 | Date: @-10; Expires: @10                                           | 9    | FRESH_EXPIRES         | -1
          200 | Date: @-10; Expires: @10                                           | 10   | STALE_EXPIRES         | 0
          # RFC 9110 §6.6.1: a missing or malformed Date is the time of receipt
          200 | Cache-Control: max-age=100                                         | 99   | FRESH_EXPIRES         | -1
          200 | Date: foo; Expires: @10                                            | 9    | FRESH_EXPIRES         | -1
          # §4.2.3: the greater of apparent age and Age; an old Date is believed however old
          200 | Date: @0; Cache-Control: max-age=10; Age: 15                       | 0    | STALE_EXPIRES         | 5
          200 | Date: @-10; Cache-Control: max-age=20; Age: 5                      | 9    | FRESH_EXPIRES         | -1
          200 | Date: @-10; Cache-Control: max-age=20; Age: 5                      | 10   | STALE_EXPIRES         | 0
          200 | Date: @-172800; Cache-Control: max-age=100                         | 0    | STALE_EXPIRES         | 172700
          200 | Date: @3600; Cache-Control: max-age=100                            | 99   | FRESH_EXPIRES         | -1
          # §5.1: first member of Age; nonsense ignored; too great counts as 2^31
          200 | Date: @0; Cache-Control: max-age=3600; Age: 7200, 0                | 0    | STALE_EXPIRES         | 3600
          200 | Date: @0; Cache-Control: max-age=3600; Age: 0, 7200                | 0    | FRESH_EXPIRES         | -1
          200 | Date: @0; Cache-Control: max-age=3600; Age: 0; Age: 7200           | 0    | FRESH_EXPIRES         | -1
          200 | Date: @0; Cache-Control: max-age=3600; Age: abc                    | 0    | FRESH_EXPIRES         | -1
          200 | Date: @0; Cache-Control: max-age=3600; Age: -7200                  | 0    | FRESH_EXPIRES         | -1
          200 | Date: @0; Cache-Control: max-age=3600; Age: 7200.0                 | 0    | FRESH_EXPIRES         | -1
          200 | Date: @0; Cache-Control: max-age=1; Age: 99999999999999999999      | 0    | STALE_MAX_STALE       | 2147483647
          # §1.2.2: greater lifetimes count as 2^31
          200 | Date: @0; Cache-Control: max-age=99999999999                       | 3    | FRESH_EXPIRES         | -1
          # §4.2.2: the longer of percentage and min, capped by max
          200 | Date: @0                                                           | 1799 | FRESH_MIN_RULE        | -1
          200 | Date: @0                                                           | 1800 | STALE_DEFAULT         | 0
          200 | Date: @0; Last-Modified: @-10                                      | 1799 | FRESH_MIN_RULE        | -1
          200 | Date: @0; Last-Modified: @-36000                                   | 7199 | FRESH_LMFACTOR_RULE   | -1
          200 | Date: @0; Last-Modified: @-36000                                   | 7200 | STALE_LMFACTOR_RULE   | 0
          200 | Date: @0; Last-Modified: @-31536000                                | 215999 | FRESH_LMFACTOR_RULE | -1
          200 | Date: @0; Last-Modified: @-31536000                                | 216000 | STALE_MAX_RULE      | 0
          200 | Date: @0; Last-Modified: @-31536000                                | 216001 | STALE_MAX_RULE      | 1
          # what is stale stays so and grows staler, past max too
          200 | Date: @0                                                           | 216001 | STALE_DEFAULT       | 214201
          200 | Date: @0; Last-Modified: @-36000                                   | 216001 | STALE_LMFACTOR_RULE | 208801
          # §4.2.2: no guess for other statuses, unless public
          404 | Date: @0; Last-Modified: @-36000                                   | 7199 | FRESH_LMFACTOR_RULE   | -1
          404 | Date: @0                                                           | 0    | STALE_DEFAULT         | 0
          403 | Date: @0; Last-Modified: @-36000                                   | 0    | STALE_DEFAULT         | 0
          599 | Date: @0; Last-Modified: @-36000                                   | 0    | STALE_DEFAULT         | 0
          599 | Date: @0; Last-Modified: @-36000; Cache-Control: public            | 7199 | FRESH_LMFACTOR_RULE   | -1
          # §5.2.2.4, §5.4: no-cache, and Pragma only without Cache-Control
          200 | Date: @0; Cache-Control: max-age=100, no-cache                     | 0    | STALE_MUST_REVALIDATE | -1
          200 | Date: @0; Pragma: no-cache                                         | 0    | STALE_MUST_REVALIDATE | -1
          200 | Date: @0; Cache-Control: max-age=100; Pragma: no-cache             | 0    | FRESH_EXPIRES         | -1
          # Surrogate-Control is not of this specification
          200 | Date: @0; Cache-Control: max-age=100; Surrogate-Control: max-age=1 | 50   | FRESH_EXPIRES         | -1
          """)
  void countsAsTheSpecificationSays(
      int status, String response, long after, Reason expected, long staleness) {
    Assessment assessment =
        Freshness.assess(
            Row.stored(status, response, FreshnessMode.RFC9111),
            RequestFacts.PLAIN_GET,
            Policies.CLASSIC,
            Policies.RFC9111,
            Row.ARRIVAL.plusSeconds(after));
    assertThat(assessment.reason()).isEqualTo(expected);
    assertThat(assessment.stalenessSeconds()).isEqualTo(staleness);
  }

  @ParameterizedTest(name = "{0} for {1} after {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # §5.2.1.1
          max-age=100              | Cache-Control: max-age=50        | 50  | FRESH_EXPIRES
          max-age=100              | Cache-Control: max-age=50        | 51  | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE
          max-age=100              | Cache-Control: max-age=0         | 0   | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE
          # the age asked for is the age now, whatever min-fresh looks ahead
          max-age=100              | Cache-Control: max-age=50, min-fresh=10 | 45 | FRESH_EXPIRES
          # RFC 8246: an immutable response needs no validation while fresh
          max-age=100, immutable   | Cache-Control: max-age=0         | 50  | FRESH_EXPIRES
          max-age=100, immutable   | Cache-Control: max-age=0         | 100 | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE
          # §5.2.1.2: n is included
          max-age=100              | Cache-Control: max-stale=10      | 110 | FRESH_REQUEST_MAX_STALE_VALUE
          max-age=100              | Cache-Control: max-stale=10      | 111 | STALE_EXPIRES
          max-age=100              | Cache-Control: max-stale         | 999 | FRESH_REQUEST_MAX_STALE_ALL
          # §5.2.2.2, §5.2.2.8, §5.2.2.10: never against the origin's will
          max-age=100, must-revalidate  | Cache-Control: max-stale    | 101 | STALE_MUST_REVALIDATE
          max-age=100, proxy-revalidate | Cache-Control: max-stale    | 101 | STALE_MUST_REVALIDATE
          s-maxage=100                  | Cache-Control: max-stale    | 101 | STALE_MUST_REVALIDATE
          max-age=100, must-revalidate  | -                           | 99  | FRESH_EXPIRES
          # §5.2.1.3
          max-age=100              | Cache-Control: min-fresh=50      | 49  | FRESH_EXPIRES
          max-age=100              | Cache-Control: min-fresh=50      | 50  | FRESH_EXPIRES
          max-age=100              | Cache-Control: min-fresh=50      | 51  | STALE_EXPIRES
          max-age=100              | Cache-Control: min-fresh=0       | 99  | FRESH_EXPIRES
          max-age=100              | Cache-Control: min-fresh=0       | 100 | STALE_EXPIRES
          max-age=100              | Cache-Control: min-fresh=9, min-fresh=50 | 51 | STALE_EXPIRES
          # §5.2.1.4, §5.4
          max-age=100              | Cache-Control: no-cache          | 1   | STALE_RELOAD_INTO_IMS
          max-age=100              | Pragma: no-cache                 | 1   | STALE_RELOAD_INTO_IMS
          max-age=100              | Pragma: no-cache; Cache-Control: max-age=5 | 1 | FRESH_EXPIRES
          max-age=100              | Pragma: other                    | 1   | FRESH_EXPIRES
          max-age=100              | Pragma: x-no-cache               | 1   | FRESH_EXPIRES
          max-age=100              | Pragma: other, No-Cache          | 1   | STALE_RELOAD_INTO_IMS
          max-age=100              | Cache-Control: no-cache="x-a"    | 1   | STALE_RELOAD_INTO_IMS
          # §5.2.1.5: no-store says nothing about what is stored already
          max-age=100              | Cache-Control: no-store          | 1   | FRESH_EXPIRES
          """)
  void heedsWhatTheRequestAsks(String response, String request, long after, Reason expected) {
    Assessment assessment =
        Freshness.assess(
            Row.stored(200, "Date: @0; Cache-Control: " + response, FreshnessMode.RFC9111),
            Row.get(request),
            Policies.CLASSIC,
            Policies.RFC9111,
            Row.ARRIVAL.plusSeconds(after));
    assertThat(assessment.reason()).isEqualTo(expected);
  }

  // RFC 9111 §4.2, §5.2.1: ages, lifetimes and wishes compare exactly, not by whole seconds
  @ParameterizedTest(name = "{0} after {1} ms")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -                                | 99999  | FRESH_EXPIRES                       | -1
          -                                | 100000 | STALE_EXPIRES                       | 0
          -                                | 100001 | STALE_EXPIRES                       | 1
          Cache-Control: max-stale=5       | 105000 | FRESH_REQUEST_MAX_STALE_VALUE       | 5
          Cache-Control: max-stale=5       | 105001 | STALE_EXPIRES                       | 6
          Cache-Control: max-age=50        | 50000  | FRESH_EXPIRES                       | -1
          Cache-Control: max-age=50        | 50001  | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE | -1
          Cache-Control: min-fresh=50      | 50000  | FRESH_EXPIRES                       | -1
          Cache-Control: min-fresh=50      | 50001  | STALE_EXPIRES                       | 1
          """)
  void fractionsOfASecondCount(String request, long millis, Reason expected, long staleness) {
    Assessment assessment =
        Freshness.assess(
            Row.stored(200, "Date: @0; Cache-Control: max-age=100", FreshnessMode.RFC9111),
            Row.get(request),
            Policies.CLASSIC,
            Policies.RFC9111,
            Row.ARRIVAL.plusMillis(millis));
    assertThat(assessment.reason()).isEqualTo(expected);
    assertThat(assessment.stalenessSeconds()).isEqualTo(staleness);
  }

  // RFC 9111 §4.2.3: corrected_age_value = age_value + response_delay
  @Test
  void timeTheResponseWasUnderWayCountsAsAge() {
    StoredFacts stored =
        StoredFacts.of(
            200,
            Row.fields("Date: @0; Age: 30"),
            Row.ARRIVAL.minusMillis(2500),
            Row.ARRIVAL,
            Interpretation.untargeted(FreshnessMode.RFC9111));
    // 30 + 2.5 at arrival, and 10 more waiting
    assertThat(stored.currentAge(Row.ARRIVAL.plusSeconds(10))).isEqualTo(Duration.ofMillis(42_500));
  }

  // Squid counts the whole seconds of it only.
  @Test
  void squidCountsWholeSecondsOfDelay() {
    StoredFacts stored =
        StoredFacts.of(
            200,
            Row.fields("Date: @0; Age: 30"),
            Row.ARRIVAL.minusMillis(2500),
            Row.ARRIVAL.plusMillis(900),
            Interpretation.untargeted(FreshnessMode.SQUID));
    // 3.4 s under way are 3 s: 30 + 3
    assertThat(stored.currentAge(Row.ARRIVAL)).isEqualTo(Duration.ofSeconds(33));
  }

  @Test
  void clocksThatDisagreeNeverMakeAgeNegative() {
    StoredFacts stored = Row.stored(200, "Date: @0", FreshnessMode.RFC9111);
    assertThat(stored.currentAge(Row.ARRIVAL.minusSeconds(5))).isZero();
  }

  // Edge Architecture: Squid lets Surrogate-Control replace Cache-Control.
  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=10                     | 9  | FRESH_EXPIRES
          max-age=10                     | 10 | STALE_EXPIRES
          max-age=10+60                  | 10 | STALE_EXPIRES
          max-age=10;other, max-age=20   | 19 | FRESH_EXPIRES
          content="ESI/1.0"              | 50 | STALE_MUST_REVALIDATE
          """)
  void squidObeysSurrogateControl(String surrogate, long after, Reason expected) {
    StoredFacts stored =
        Row.stored(200, "Date: @0; Cache-Control: no-cache, max-age=100", FreshnessMode.SQUID);
    StoredFacts accelerated =
        StoredFacts.of(
            200,
            Row.fields("Date: @0; Cache-Control: no-cache, max-age=100")
                .with("Surrogate-Control", surrogate),
            Row.ARRIVAL,
            Row.ARRIVAL,
            Interpretation.untargeted(FreshnessMode.SQUID));
    assertThat(stored.has(StoredFacts.Flag.REVALIDATE_ALWAYS)).isTrue();
    assertThat(
            Freshness.assess(
                    accelerated,
                    RequestFacts.PLAIN_GET,
                    Policies.CLASSIC,
                    Policies.SQUID,
                    Row.ARRIVAL.plusSeconds(after))
                .reason())
        .isEqualTo(expected);
  }

  @Test
  void ttlIsWhatIsLeftOfTheLifetime() {
    StoredFacts stored =
        Row.stored(200, "Date: @0; Cache-Control: max-age=100", FreshnessMode.RFC9111);
    assertThat(plainly(stored, 40).ttlSeconds()).isEqualTo(60);
    assertThat(plainly(stored, 130).ttlSeconds()).isEqualTo(-30);
  }

  // RFC 9211 §2.4: max ends what was guessed, so no more is left than until then
  @ParameterizedTest
  @CsvSource({
    "'Date: @0; Last-Modified: @-50000000',  0,  600",
    "'Date: @0; Last-Modified: @-50000000',  40, 560",
    "'Date: @0; Last-Modified: @-50000000', 600, 0",
    "'Date: @0; Last-Modified: @-50000000', 601, -1",
    "'Date: @0; Last-Modified: @-1000',       0, 200",
    "'Date: @0; Cache-Control: max-age=9999', 0, 9999"
  })
  void guessedTtlEndsAtTheRulesMax(String response, long after, long ttl) {
    for (FreshnessMode mode : FreshnessMode.values()) {
      Assessment assessment =
          Freshness.assess(
              Row.stored(200, response, mode),
              RequestFacts.PLAIN_GET,
              Policies.rule(30, 600),
              Policies.of(mode),
              Row.ARRIVAL.plusSeconds(after));
      assertThat(assessment.ttlSeconds()).as(mode.word()).isEqualTo(ttl);
    }
  }

  private static Assessment plainly(StoredFacts stored, long after) {
    return Freshness.assess(
        stored,
        RequestFacts.PLAIN_GET,
        Policies.CLASSIC,
        Policies.RFC9111,
        Row.ARRIVAL.plusSeconds(after));
  }
}

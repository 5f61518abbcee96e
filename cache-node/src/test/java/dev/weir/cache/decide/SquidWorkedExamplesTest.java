package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Worked examples of `. 30 20% 3600` in Squid's arithmetic: min 1800 s, 20 %, max 216 000 s.
///
/// `lm` counts seconds from Last-Modified to arrival, `date` seconds from Date to arrival, `age` is
/// waited after arrival.
final class SquidWorkedExamplesTest {
  @ParameterizedTest(name = "{0} | {1} | {2} after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # no Last-Modified, no expiry: min decides, above max the max
          Date: @0                                                | -                | -                                        | 0      | FRESH_MIN_RULE | -1
          Date: @0                                                | -                | -                                        | 1738   | FRESH_MIN_RULE | -1
          Date: @0                                                | -                | -                                        | 1799   | FRESH_MIN_RULE | -1
          Date: @0                                                | -                | -                                        | 1800   | STALE_DEFAULT | 0
          Date: @0                                                | -                | -                                        | 1801   | STALE_DEFAULT | 1
          Date: @0                                                | -                | -                                        | 216001 | STALE_MAX_RULE | 1
          # L = 36 000: 20 % are 7200
          Date: @0; Last-Modified: @-36000                        | -                | -                                        | 7198   | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-36000                        | -                | -                                        | 7199   | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-36000                        | -                | -                                        | 7200   | STALE_LMFACTOR_RULE | 0
          Date: @0; Last-Modified: @-36000                        | -                | -                                        | 7201   | STALE_LMFACTOR_RULE | 1
          # L = 10: 2 seconds, min has no say without override-lastmod
          Date: @0; Last-Modified: @-10                           | -                | -                                        | 1      | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-10                           | -                | -                                        | 2      | STALE_LMFACTOR_RULE | 0
          Date: @0; Last-Modified: @-10                           | -                | -                                        | 3      | STALE_LMFACTOR_RULE | 1
          Date: @0; Last-Modified: @-10                           | override-lastmod | -                                        | 3      | FRESH_OVERRIDE_LASTMOD | 1
          Date: @0; Last-Modified: @-10                           | override-lastmod | -                                        | 1790   | FRESH_OVERRIDE_LASTMOD | 1788
          Date: @0; Last-Modified: @-10                           | override-lastmod | -                                        | 1801   | STALE_LMFACTOR_RULE | 1799
          # L = 4: floor(0.8) is no second at all
          Date: @0; Last-Modified: @-4                            | -                | -                                        | 0      | STALE_LMFACTOR_RULE | 0
          # a year: max caps
          Date: @0; Last-Modified: @-31536000                     | -                | -                                        | 215990 | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-31536000                     | -                | -                                        | 216000 | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-31536000                     | -                | -                                        | 216005 | STALE_MAX_RULE | 5
          # explicit expiry
          Date: @0; Cache-Control: max-age=60                     | -                | -                                        | 59     | FRESH_EXPIRES | -1
          Date: @0; Cache-Control: max-age=60                     | -                | -                                        | 60     | STALE_EXPIRES | 0
          Date: @0; Cache-Control: max-age=60                     | -                | -                                        | 61     | STALE_EXPIRES | 1
          Date: @0; Cache-Control: s-maxage=200,max-age=0         | -                | -                                        | 100    | FRESH_EXPIRES | -1
          Date: @0; Cache-Control: max-age=1                      | override-expire  | -                                        | 1700   | FRESH_OVERRIDE_EXPIRES | 1699
          Date: @0; Cache-Control: max-age=1                      | override-expire  | -                                        | 1801   | STALE_EXPIRES | 1800
          Date: @0; Cache-Control: max-age=1,must-revalidate      | override-expire  | -                                        | 100    | STALE_MUST_REVALIDATE | 99
          Date: @0; Cache-Control: s-maxage=1                     | override-expire  | -                                        | 100    | STALE_MUST_REVALIDATE | 99
          # the request's max-age
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-age=50                | 100    | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE | -1
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-age=101               | 100    | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-age=0                 | 100    | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE | -1
          Date: @0; Last-Modified: @-36000; Cache-Control: immutable | -                | Cache-Control: max-age=0                 | 100    | FRESH_LMFACTOR_RULE | -1
          # min-fresh: 7100 < 7200, but 7300 is 100 over
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: min-fresh=7000            | 100    | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: min-fresh=7200            | 100    | STALE_LMFACTOR_RULE | 100
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-age=150,min-fresh=60  | 100    | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE | -1
          # max-stale
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-stale                 | 7300   | FRESH_REQUEST_MAX_STALE_ALL | 100
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-stale=99              | 7300   | STALE_LMFACTOR_RULE | 100
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-stale=100             | 7300   | STALE_LMFACTOR_RULE | 100
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: max-stale=110             | 7300   | FRESH_REQUEST_MAX_STALE_VALUE | 100
          Date: @0; Last-Modified: @-36000; Cache-Control: must-revalidate | -                | Cache-Control: max-stale                 | 7300   | STALE_MUST_REVALIDATE | 100
          # reloads
          Date: @0; Last-Modified: @-36000                        | -                | Cache-Control: no-cache                  | 100    | STALE_FORCED_RELOAD | -1
          Date: @0; Last-Modified: @-36000                        | reload-into-ims  | Cache-Control: no-cache                  | 100    | STALE_RELOAD_INTO_IMS | -1
          Date: @0; Last-Modified: @-36000                        | ignore-reload    | Cache-Control: no-cache                  | 100    | FRESH_LMFACTOR_RULE | -1
          Date: @0; Last-Modified: @-36000                        | ignore-reload    | Cache-Control: max-age=0                 | 100    | FRESH_LMFACTOR_RULE | -1
          # old and future Dates
          Date: @-3600                                            | -                | -                                        | 0      | STALE_DEFAULT | 1800
          Date: @-172800                                          | -                | -                                        | 0      | FRESH_MIN_RULE | -1
          Date: @-86400                                           | -                | -                                        | 0      | STALE_DEFAULT | 84600
          Date: @3600                                             | -                | -                                        | 0      | FRESH_MIN_RULE | -1
          Date: @-3600; Last-Modified: @-36000                    | -                | -                                        | 0      | FRESH_LMFACTOR_RULE | -1
          Date: @-3600; Cache-Control: max-age=4000               | -                | -                                        | 399    | FRESH_EXPIRES | -1
          Date: @-3600; Cache-Control: max-age=4000               | -                | -                                        | 400    | STALE_EXPIRES | 0
          """)
  void decidesAsSquidDoes(
      String response, String option, String request, long after, Reason expected, long staleness) {
    Assessment assessment =
        Freshness.assess(
            Row.stored(200, response, FreshnessMode.SQUID),
            Row.get(request),
            rule(option),
            Policies.SQUID,
            Row.ARRIVAL.plusSeconds(after));

    assertThat(assessment.reason()).isEqualTo(expected);
    assertThat(assessment.stalenessSeconds()).isEqualTo(staleness);
  }

  // An ICP query looks 30 seconds ahead.
  @ParameterizedTest(name = "age {0}")
  @CsvSource({"29, true", "30, false"})
  void icpSeesTheLastHalfMinuteAsStale(long age, boolean hit) {
    StoredFacts stored =
        Row.stored(200, "Date: @0; Cache-Control: max-age=60", FreshnessMode.SQUID);
    Assessment assessment =
        Freshness.assess(
            stored,
            RequestFacts.PLAIN_GET,
            Policies.CLASSIC,
            Policies.SQUID,
            Row.ARRIVAL.plusSeconds(age + 30));
    assertThat(assessment.isFresh()).isEqualTo(hit);
  }

  // A rule's max-stale: stale by 100 is too stale for 1, stale by 1 is not.
  @ParameterizedTest(name = "age {0}")
  @CsvSource({"7300, STALE_MAX_STALE", "7201, STALE_LMFACTOR_RULE"})
  void maxStaleOfTheRuleBounds(long age, Reason expected) {
    StoredFacts stored = Row.stored(200, "Date: @0; Last-Modified: @-36000", FreshnessMode.SQUID);
    Assessment assessment =
        Freshness.assess(
            stored,
            RequestFacts.PLAIN_GET,
            Policies.granting(-1, -1, 1),
            Policies.SQUID,
            Row.ARRIVAL.plusSeconds(age));
    assertThat(assessment.reason()).isEqualTo(expected);
  }

  private static RefreshRule rule(String option) {
    Set<RefreshRule.Option> options = EnumSet.noneOf(RefreshRule.Option.class);
    if (!option.equals("-")) {
      options.add(RefreshRule.Option.valueOf(option.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return Policies.rule(1800, 216_000, options.toArray(RefreshRule.Option[]::new));
  }
}

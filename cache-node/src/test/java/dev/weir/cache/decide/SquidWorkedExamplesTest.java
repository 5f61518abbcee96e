package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
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
  private static final Instant ARRIVAL = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest(name = "lm {0} date {1} cc {2} opts {3} req {4} after {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # no Last-Modified, no expiry: min decides, above max the max
          -        | 0      | -                  | -                | -             | 0      | FRESH_MIN_RULE           | -1
          -        | 0      | -                  | -                | -             | 1738   | FRESH_MIN_RULE           | -1
          -        | 0      | -                  | -                | -             | 1799   | FRESH_MIN_RULE           | -1
          -        | 0      | -                  | -                | -             | 1800   | STALE_DEFAULT            | 0
          -        | 0      | -                  | -                | -             | 1801   | STALE_DEFAULT            | 1
          -        | 0      | -                  | -                | -             | 216001 | STALE_MAX_RULE           | 1
          # L = 36 000: 20 % are 7200
          36000    | 0      | -                  | -                | -             | 7198   | FRESH_LMFACTOR_RULE      | -1
          36000    | 0      | -                  | -                | -             | 7199   | FRESH_LMFACTOR_RULE      | -1
          36000    | 0      | -                  | -                | -             | 7200   | STALE_LMFACTOR_RULE      | 0
          36000    | 0      | -                  | -                | -             | 7201   | STALE_LMFACTOR_RULE      | 1
          # L = 10: 2 seconds, min has no say without override-lastmod
          10       | 0      | -                  | -                | -             | 1      | FRESH_LMFACTOR_RULE      | -1
          10       | 0      | -                  | -                | -             | 2      | STALE_LMFACTOR_RULE      | 0
          10       | 0      | -                  | -                | -             | 3      | STALE_LMFACTOR_RULE      | 1
          10       | 0      | -                  | override-lastmod | -             | 3      | FRESH_OVERRIDE_LASTMOD   | 1
          10       | 0      | -                  | override-lastmod | -             | 1790   | FRESH_OVERRIDE_LASTMOD   | 1788
          10       | 0      | -                  | override-lastmod | -             | 1801   | STALE_LMFACTOR_RULE      | 1799
          # L = 4: floor(0.8) is no second at all
          4        | 0      | -                  | -                | -             | 0      | STALE_LMFACTOR_RULE      | 0
          # a year: max caps
          31536000 | 0      | -                  | -                | -             | 215990 | FRESH_LMFACTOR_RULE      | -1
          31536000 | 0      | -                  | -                | -             | 216000 | FRESH_LMFACTOR_RULE      | -1
          31536000 | 0      | -                  | -                | -             | 216005 | STALE_MAX_RULE           | 5
          # explicit expiry
          -        | 0      | max-age=60         | -                | -             | 59     | FRESH_EXPIRES            | -1
          -        | 0      | max-age=60         | -                | -             | 60     | STALE_EXPIRES            | 0
          -        | 0      | max-age=60         | -                | -             | 61     | STALE_EXPIRES            | 1
          -        | 0      | s-maxage=200,max-age=0 | -            | -             | 100    | FRESH_EXPIRES            | -1
          -        | 0      | max-age=1          | override-expire  | -             | 1700   | FRESH_OVERRIDE_EXPIRES   | 1699
          -        | 0      | max-age=1          | override-expire  | -             | 1801   | STALE_EXPIRES            | 1800
          -        | 0      | max-age=1,must-revalidate | override-expire | -       | 100    | STALE_MUST_REVALIDATE    | 99
          -        | 0      | s-maxage=1         | override-expire  | -             | 100    | STALE_MUST_REVALIDATE    | 99
          # the request's max-age
          36000    | 0      | -                  | -                | max-age=50    | 100    | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE | -1
          36000    | 0      | -                  | -                | max-age=101   | 100    | FRESH_LMFACTOR_RULE      | -1
          36000    | 0      | -                  | -                | max-age=0     | 100    | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE | -1
          36000    | 0      | immutable          | -                | max-age=0     | 100    | FRESH_LMFACTOR_RULE      | -1
          # min-fresh: 7100 < 7200, but 7300 is 100 over
          36000    | 0      | -                  | -                | min-fresh=7000 | 100   | FRESH_LMFACTOR_RULE      | -1
          36000    | 0      | -                  | -                | min-fresh=7200 | 100   | STALE_LMFACTOR_RULE      | 100
          36000    | 0      | -                  | -                | max-age=150,min-fresh=60 | 100 | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE | -1
          # max-stale
          36000    | 0      | -                  | -                | max-stale     | 7300   | FRESH_REQUEST_MAX_STALE_ALL | 100
          36000    | 0      | -                  | -                | max-stale=99  | 7300   | STALE_LMFACTOR_RULE      | 100
          36000    | 0      | -                  | -                | max-stale=100 | 7300   | STALE_LMFACTOR_RULE      | 100
          36000    | 0      | -                  | -                | max-stale=110 | 7300   | FRESH_REQUEST_MAX_STALE_VALUE | 100
          36000    | 0      | must-revalidate    | -                | max-stale     | 7300   | STALE_MUST_REVALIDATE    | 100
          # reloads
          36000    | 0      | -                  | -                | no-cache      | 100    | STALE_FORCED_RELOAD      | -1
          36000    | 0      | -                  | reload-into-ims  | no-cache      | 100    | STALE_RELOAD_INTO_IMS    | -1
          36000    | 0      | -                  | ignore-reload    | no-cache      | 100    | FRESH_LMFACTOR_RULE      | -1
          36000    | 0      | -                  | ignore-reload    | max-age=0     | 100    | FRESH_LMFACTOR_RULE      | -1
          # old and future Dates
          -        | 3600   | -                  | -                | -             | 0      | STALE_DEFAULT            | 1800
          -        | 172800 | -                  | -                | -             | 0      | FRESH_MIN_RULE           | -1
          -        | 86400  | -                  | -                | -             | 0      | STALE_DEFAULT            | 84600
          -        | -3600  | -                  | -                | -             | 0      | FRESH_MIN_RULE           | -1
          36000    | 3600   | -                  | -                | -             | 0      | FRESH_LMFACTOR_RULE      | -1
          -        | 3600   | max-age=4000       | -                | -             | 399    | FRESH_EXPIRES            | -1
          -        | 3600   | max-age=4000       | -                | -             | 400    | STALE_EXPIRES            | 0
          """)
  void decidesAsSquidDoes(
      String lm,
      long date,
      String cc,
      String options,
      String request,
      long after,
      Reason expected,
      long staleness) {
    Fields.Builder response = Fields.builder();
    response.add("Date", HttpDate.format(ARRIVAL.minusSeconds(date)));
    if (!lm.equals("-")) {
      response.add("Last-Modified", HttpDate.format(ARRIVAL.minusSeconds(Long.parseLong(lm))));
    }
    add(response, cc);
    Fields.Builder asked = Fields.builder();
    add(asked, request);
    StoredFacts stored =
        StoredFacts.of(200, response.build(), ARRIVAL, ARRIVAL, FreshnessMode.SQUID);

    Assessment assessment =
        Freshness.assess(
            stored,
            RequestFacts.of("GET", asked.build()),
            rule(options),
            Policies.SQUID,
            ARRIVAL.plusSeconds(after));

    assertThat(assessment.reason()).isEqualTo(expected);
    assertThat(assessment.stalenessSeconds()).isEqualTo(staleness);
  }

  // An ICP query looks 30 seconds ahead.
  @ParameterizedTest(name = "age {0}")
  @CsvSource({"29, true", "30, false"})
  void icpSeesTheLastHalfMinuteAsStale(long age, boolean hit) {
    StoredFacts stored =
        StoredFacts.of(
            200,
            Fields.builder()
                .add("Date", HttpDate.format(ARRIVAL))
                .add("Cache-Control", "max-age=60")
                .build(),
            ARRIVAL,
            ARRIVAL,
            FreshnessMode.SQUID);
    Assessment assessment =
        Freshness.assess(
            stored,
            RequestFacts.PLAIN_GET,
            Policies.CLASSIC,
            Policies.SQUID,
            ARRIVAL.plusSeconds(age + 30));
    assertThat(assessment.isFresh()).isEqualTo(hit);
  }

  // A rule's max-stale: stale by 100 is too stale for 1, stale by 1 is not.
  @ParameterizedTest(name = "age {0}")
  @CsvSource({"7300, STALE_MAX_STALE", "7201, STALE_LMFACTOR_RULE"})
  void maxStaleOfTheRuleBounds(long age, Reason expected) {
    StoredFacts stored =
        StoredFacts.of(
            200,
            Fields.builder()
                .add("Date", HttpDate.format(ARRIVAL))
                .add("Last-Modified", HttpDate.format(ARRIVAL.minus(Duration.ofHours(10))))
                .build(),
            ARRIVAL,
            ARRIVAL,
            FreshnessMode.SQUID);
    Assessment assessment =
        Freshness.assess(
            stored,
            RequestFacts.PLAIN_GET,
            Policies.granting(-1, -1, 1),
            Policies.SQUID,
            ARRIVAL.plusSeconds(age));
    assertThat(assessment.reason()).isEqualTo(expected);
  }

  private static void add(Fields.Builder fields, String directives) {
    if (!directives.equals("-")) {
      fields.add("Cache-Control", directives);
    }
  }

  private static RefreshRule rule(String option) {
    Set<RefreshRule.Option> options = EnumSet.noneOf(RefreshRule.Option.class);
    if (!option.equals("-")) {
      options.add(RefreshRule.Option.valueOf(option.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return Policies.rule(1800, 216_000, options.toArray(RefreshRule.Option[]::new));
  }
}

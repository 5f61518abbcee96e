package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.Fields;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a targeted field says counts in the place of Cache-Control and Expires (RFC 9213 §2.2).
final class TargetedFieldsTest {
  private static final CachePolicy POLICY = Policies.of(FreshnessMode.RFC9111);

  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # §2.2: a valid field that is not empty replaces Cache-Control and Expires, for better or worse
          Cache-Control: no-store; CDN-Cache-Control: max-age=9                    | 8  | FRESH_EXPIRES     | FRESH_EXPIRES
          Cache-Control: private; CDN-Cache-Control: max-age=9                     | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          Cache-Control: max-age=9; CDN-Cache-Control: no-store                    | 0  | RESPONSE_NO_STORE | FRESH_MIN_RULE
          Cache-Control: max-age=9; CDN-Cache-Control: private                     | 0  | RESPONSE_PRIVATE  | STALE_MUST_REVALIDATE
          Expires: @9; CDN-Cache-Control: max-age=20                               | 15 | FRESH_EXPIRES     | FRESH_EXPIRES
          Expires: @9; CDN-Cache-Control: must-revalidate                          | 15 | FRESH_MIN_RULE    | FRESH_MIN_RULE
          Expires: 0; CDN-Cache-Control: public                                    | 1  | FRESH_MIN_RULE    | FRESH_MIN_RULE
          Pragma: no-cache; CDN-Cache-Control: max-age=9                           | 1  | FRESH_EXPIRES     | FRESH_EXPIRES
          Cache-Control: s-maxage=99; CDN-Cache-Control: max-age=9                 | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          Cache-Control: max-age=9, must-revalidate; CDN-Cache-Control: max-age=99 | 50 | FRESH_EXPIRES     | FRESH_EXPIRES
          Cache-Control: max-age=9; CDN-Cache-Control: unknown                     | 50 | FRESH_MIN_RULE    | FRESH_MIN_RULE
          # §2.1: an empty or invalid field is as if it were not there
          Cache-Control: max-age=9; CDN-Cache-Control:                             | 8  | FRESH_EXPIRES     | FRESH_EXPIRES
          Cache-Control: max-age=9; CDN-Cache-Control: max-age=99, &               | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          Cache-Control: max-age=9; CDN-Cache-Control: max-age="99"                | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          Cache-Control: max-age=9; CDN-Cache-Control: max-age=99.0                | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          Cache-Control: max-age=9; CDN-Cache-Control: Max-Age=99                  | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          # §2.1: several lines are one dictionary, of which the last value of a key counts
          CDN-Cache-Control: max-age=99; CDN-Cache-Control: max-age=9              | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          # fields addressed to others
          Cache-Control: max-age=9; Other-Cache-Control: max-age=99                | 9  | FRESH_EXPIRES     | STALE_EXPIRES
          """)
  void takesThePlaceOfCacheControl(String response, long after, Reason storing, Reason using) {
    String dated = "Date: @0; " + response;
    StoredFacts facts = Row.stored(200, dated, FreshnessMode.RFC9111);
    assertThat(
            Storing.decide(
                    RequestFacts.PLAIN_GET,
                    Row.fields(dated),
                    facts,
                    Policies.CLASSIC,
                    POLICY,
                    Row.ARRIVAL)
                .reason())
        .isEqualTo(storing);
    assertThat(
            Freshness.assess(
                    facts,
                    RequestFacts.PLAIN_GET,
                    Policies.CLASSIC,
                    POLICY,
                    Row.ARRIVAL.plusSeconds(after))
                .reason())
        .isEqualTo(using);
  }

  // RFC 9213 §2.2: the first of the list that is there and valid
  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Weir-Cache-Control CDN-Cache-Control | max-age=3 | max-age=5 | 3
          CDN-Cache-Control Weir-Cache-Control | max-age=3 | max-age=5 | 5
          Weir-Cache-Control CDN-Cache-Control | max-age=! | max-age=5 | 5
          CDN-Cache-Control                    | max-age=3 | max-age=! | 7
          Other-Cache-Control                  | max-age=3 | max-age=5 | 7
          """)
  void listIsTriedInOrder(String targets, String weir, String cdn, long seconds) {
    Fields response =
        Row.fields("Date: @0; Cache-Control: max-age=7")
            .with("Weir-Cache-Control", weir)
            .with("CDN-Cache-Control", cdn);
    StoredFacts facts =
        StoredFacts.of(
            200,
            response,
            Row.ARRIVAL,
            Row.ARRIVAL,
            new Interpretation(FreshnessMode.RFC9111, List.of(targets.split(" "))));
    assertThat(facts.expiry()).isEqualTo(Row.ARRIVAL.plusSeconds(seconds));
  }

  // RFC 9213 §2.1: what the cache's own field allows holds for Authorization too
  @Test
  void targetedFieldGivesLeaveToShareAnAuthorizedResponse() {
    String response = "Cache-Control: private; CDN-Cache-Control: public, max-age=9";
    assertThat(
            Storing.decide(
                Row.get("Authorization: Basic YQ=="),
                Row.fields(response),
                Row.stored(200, response, FreshnessMode.RFC9111),
                Policies.CLASSIC,
                POLICY,
                Row.ARRIVAL))
        .isInstanceOf(StorageDecision.Store.class);
  }

  @Test
  void squidsModeObeysTargetsOnlyWhenTold() {
    Fields response = Row.fields("Date: @0; Cache-Control: max-age=7; Expires: @9");
    Fields targeted = response.with("CDN-Cache-Control", "max-age=60");
    Interpretation told = new Interpretation(FreshnessMode.SQUID, CachePolicy.CDN_ALONE);
    assertThat(lifetime(targeted, Row.reading(FreshnessMode.SQUID)))
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(lifetime(targeted, told)).isEqualTo(Duration.ofSeconds(60));
    assertThat(
            StoredFacts.of(
                    200,
                    response.with("CDN-Cache-Control", "public"),
                    Row.ARRIVAL,
                    Row.ARRIVAL,
                    told)
                .hasExplicitFreshness())
        .isFalse();
  }

  private static Duration lifetime(Fields response, Interpretation reading) {
    StoredFacts facts = StoredFacts.of(200, response, Row.ARRIVAL, Row.ARRIVAL, reading);
    return Duration.between(facts.timestamp(), facts.expiry());
  }
}

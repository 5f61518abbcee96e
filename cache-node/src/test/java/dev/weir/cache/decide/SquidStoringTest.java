package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Squid stores, in the order it asks.
final class SquidStoringTest {

  @ParameterizedTest(name = "{0} {1} | {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | Date: @0                                                  | -                         | FRESH_MIN_RULE
          # even what is stale already and has no validator
          200 | Date: @0; Expires: @-10                                   | -                         | STALE_EXPIRES
          200 | Date: @0; Expires: @-10; Content-Length: 0                | -                         | NOT_REUSABLE
          # fresh now, but not a minute from now
          200 | Date: @0; Cache-Control: max-age=30; Content-Length: 0    | -                         | NOT_REUSABLE
          200 | Date: @0; Cache-Control: max-age=90; Content-Length: 0    | -                         | FRESH_EXPIRES
          200 | Date: @0; Surrogate-Control: no-store                     | -                         | SURROGATE_NO_STORE
          200 | Date: @0; Surrogate-Control: max-age=9                    | -                         | FRESH_EXPIRES
          200 | Date: @0                                                  | Cache-Control: no-store   | REQUEST_NO_STORE
          200 | Date: @0; Cache-Control: no-cache="a"                     | -                         | RESPONSE_NO_CACHE_FIELDS
          200 | Date: @0; Cache-Control: no-store                         | -                         | RESPONSE_NO_STORE
          200 | Date: @0; Cache-Control: no-store, must-understand        | -                         | RESPONSE_NO_STORE
          200 | Date: @0; Cache-Control: private, public                  | -                         | RESPONSE_PRIVATE
          200 | Date: @0; Cache-Control: private="a"                      | -                         | RESPONSE_PRIVATE
          200 | Date: @0                                                  | Authorization: Basic YQ== | AUTHORIZATION
          200 | Date: @0; Cache-Control: no-cache                         | Authorization: Basic YQ== | STALE_MUST_REVALIDATE
          200 | Date: @0; Cache-Control: public                           | Authorization: Basic YQ== | FRESH_MIN_RULE
          200 | Date: @0; Content-Type: multipart/x-mixed-replace | -                                 | MULTIPART_REPLACE
          # stored, always validated
          200 | Date: @0; Vary: *                                         | -                         | STALE_MUST_REVALIDATE
          # Set-Cookie and Cookie do not matter
          200 | Date: @0; Set-Cookie: a=b                                 | Cookie: c=d               | FRESH_MIN_RULE
          # statuses
          301 | Date: @0                                                  | -                         | FRESH_MIN_RULE
          302 | Date: @0                                                  | -                         | STATUS_NOT_STORED
          302 | Date: @0; Expires: @100                                   | -                         | FRESH_EXPIRES
          302 | Date: @0; Expires: @0                                     | -                         | STATUS_NOT_STORED
          307 | Date: @0; Cache-Control: max-age=100                      | -                         | FRESH_EXPIRES
          307 | Cache-Control: max-age=100                                | -                         | STATUS_NOT_STORED
          """)
  void asksInSquidsOrder(int status, String response, String request, Reason expected) {
    assertThat(storing(Policies.SQUID, status, response, request).reason()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 203, 300, 301, 302, 307, 308, 410})
  void storesTheseWithExplicitFreshness(int status) {
    assertThat(storing(Policies.SQUID, status, "Date: @0; Cache-Control: max-age=100", "-"))
        .isInstanceOf(StorageDecision.Store.class);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        204, 303, 305, 400, 401, 403, 404, 405, 414, 421, 500, 501, 502, 503, 504, 402, 406, 422
      })
  void doesNotStoreTheseEvenWithExplicitFreshness(int status) {
    assertThat(
            storing(Policies.SQUID, status, "Date: @0; Cache-Control: max-age=100", "-").reason())
        .isEqualTo(Reason.STATUS_NOT_STORED);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | Date: @0                               | 10
          404 | Date: @0; Cache-Control: max-age=100   | 100
          503 | Date: @0                               | 10
          421 | Date: @0                               | 10
          """)
  void keepsErrorsForNegativeTtlOrTheirOwnLifetime(int status, String response, long seconds) {
    var decision =
        (StorageDecision.Store)
            storing(Policies.negativeTtl(FreshnessMode.SQUID, 10), status, response, "-");
    assertThat(decision.facts().has(StoredFacts.Flag.NEGATIVE)).isTrue();
    assertThat(decision.facts().expiry()).isEqualTo(Row.ARRIVAL.plusSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {303, 401, 407, 422})
  void negativeTtlIsNotForEveryError(int status) {
    assertThat(
            storing(Policies.negativeTtl(FreshnessMode.SQUID, 10), status, "Date: @0", "-")
                .reason())
        .isEqualTo(Reason.STATUS_NOT_STORED);
  }

  @Test
  void storeStaleKeepsEvenWhatIsEmptyAndStale() {
    RefreshRule rule = Policies.rule(1800, 216_000, RefreshRule.Option.STORE_STALE);
    String response = "Date: @0; Expires: @-10; Content-Length: 0";
    assertThat(storing(rule, Policies.SQUID, 200, response, "-").reason())
        .isEqualTo(Reason.STALE_EXPIRES);
  }

  @Test
  void cookiesAreTakenOutOfTheStoredCopy() {
    var decision =
        (StorageDecision.Store) storing(Policies.SQUID, 200, "Date: @0; Set-Cookie: a=b", "-");
    assertThat(decision.omittedFields()).containsExactlyInAnyOrder("set-cookie", "set-cookie2");
  }

  private static StorageDecision storing(
      CachePolicy policy, int status, String response, String request) {
    return storing(Policies.CLASSIC, policy, status, response, request);
  }

  private static StorageDecision storing(
      RefreshRule rule, CachePolicy policy, int status, String response, String request) {
    return Storing.decide(
        Row.get(request),
        Row.fields(response),
        Row.stored(status, response, FreshnessMode.SQUID),
        rule,
        policy,
        Row.ARRIVAL);
  }
}

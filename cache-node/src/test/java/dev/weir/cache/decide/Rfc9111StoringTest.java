package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What RFC 9111 §3 lets a shared cache store, under `. 30 20% 3600` without the guard against
/// personal pages.
final class Rfc9111StoringTest {
  private static final CachePolicy POLICY = Policies.of(FreshnessMode.RFC9111);

  @ParameterizedTest(name = "{0} {1} | {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # §3: explicit freshness
          200 | Cache-Control: max-age=9                       | -                        | FRESH_EXPIRES
          200 | Expires: @9                                    | -                        | FRESH_EXPIRES
          # §5.2.2.5, §5.2.1.5
          200 | Cache-Control: no-store, max-age=9             | -                        | RESPONSE_NO_STORE
          200 | Cache-Control: max-age=9                       | Cache-Control: no-store  | REQUEST_NO_STORE
          # §5.2.2.7: private, but with names only those fields
          200 | Cache-Control: private, max-age=9              | -                        | RESPONSE_PRIVATE
          200 | Cache-Control: private="x-a", max-age=9        | -                        | FRESH_EXPIRES
          # §5.2.2.4: stored, validated on use
          200 | Cache-Control: no-cache, max-age=9; Last-Modified: @-9 | -                | STALE_MUST_REVALIDATE
          200 | Cache-Control: no-cache, max-age=9             | -                        | NOT_REUSABLE
          200 | Cache-Control: no-cache; ETag: "a"             | -                        | STALE_MUST_REVALIDATE
          # §5.2.2.3: must-understand overrides no-store for an understood status only
          200 | Cache-Control: no-store, must-understand, max-age=9 | -                   | FRESH_EXPIRES
          599 | Cache-Control: no-store, must-understand, max-age=9 | -                   | STATUS_NOT_UNDERSTOOD
          599 | Cache-Control: must-understand, max-age=9      | -                        | STATUS_NOT_UNDERSTOOD
          # §3.5
          200 | Cache-Control: max-age=9                       | Authorization: Basic YQ== | AUTHORIZATION
          200 | Cache-Control: max-age=9, public               | Authorization: Basic YQ== | FRESH_EXPIRES
          200 | Cache-Control: s-maxage=9                      | Authorization: Basic YQ== | FRESH_EXPIRES
          200 | Cache-Control: max-age=9, must-revalidate      | Authorization: Basic YQ== | FRESH_EXPIRES
          200 | Cache-Control: max-age=9, no-cache             | Authorization: Basic YQ== | AUTHORIZATION
          # §4.1
          200 | Cache-Control: max-age=9; Vary: *              | -                        | VARY_STAR
          200 | Cache-Control: max-age=9; Vary: a, *           | -                        | VARY_STAR
          200 | Cache-Control: max-age=9; Vary: cookie         | Cookie: a=b              | FRESH_EXPIRES
          200 | Cache-Control: max-age=9; Content-Type: multipart/x-mixed-replace | -     | MULTIPART_REPLACE
          # RFC 9110 §15.1: guesses
          200 | Date: @0                                       | -                        | FRESH_MIN_RULE
          204 | Last-Modified: @-86400                         | -                        | FRESH_LMFACTOR_RULE
          204 | Date: @0                                       | -                        | STATUS_NOT_STORED
          404 | Date: @0                                       | -                        | STATUS_NOT_STORED
          201 | Last-Modified: @-86400                         | -                        | STATUS_NOT_STORED
          302 | Last-Modified: @-86400                         | -                        | STATUS_NOT_STORED
          302 | Cache-Control: public                          | -                        | FRESH_MIN_RULE
          # §3: interim, 304 and partial responses are no whole answers
          103 | Cache-Control: max-age=9                       | -                        | STATUS_NOT_FINAL
          304 | Cache-Control: max-age=9                       | -                        | STATUS_NOT_FINAL
          206 | Cache-Control: max-age=9                       | -                        | STATUS_PARTIAL
          # RFC 9110 §15.5.13, §15.5.17, §15.5.18: about one request, not about the resource
          412 | Cache-Control: max-age=9                       | -                        | STATUS_OF_ONE_REQUEST
          416 | Cache-Control: max-age=9                       | -                        | STATUS_OF_ONE_REQUEST
          417 | Cache-Control: max-age=9                       | -                        | STATUS_OF_ONE_REQUEST
          # RFC 6585 §3, §4, §5, §6: must not be stored
          428 | Cache-Control: max-age=9                       | -                        | STATUS_OF_ONE_REQUEST
          429 | Cache-Control: max-age=9                       | -                        | STATUS_OF_ONE_REQUEST
          431 | Cache-Control: max-age=9                       | -                        | STATUS_OF_ONE_REQUEST
          511 | Cache-Control: max-age=9                       | -                        | STATUS_OF_ONE_REQUEST
          # already stale: only what can be validated, or used stale, is worth its room
          200 | Cache-Control: max-age=0                       | -                        | NOT_REUSABLE
          200 | Cache-Control: max-age=0; ETag: "a"            | -                        | STALE_EXPIRES
          200 | Cache-Control: max-age=0; Last-Modified: @-9   | -                        | STALE_EXPIRES
          200 | Cache-Control: max-age=0, stale-while-revalidate=9 | -                    | STALE_EXPIRES
          200 | Cache-Control: max-age=0, stale-if-error=9     | -                        | STALE_EXPIRES
          """)
  void storesWhatMayBeReused(int status, String response, String request, Reason expected) {
    assertThat(storing("GET", status, response, request, Policies.CLASSIC).reason())
        .isEqualTo(expected);
  }

  // RFC 9111 §3: explicit freshness makes every final status storable
  @ParameterizedTest
  @ValueSource(
      ints = {
        200, 203, 204, 299, 301, 302, 303, 307, 308, 400, 404, 405, 410, 414, 499, 500, 501, 502,
        503, 504, 599
      })
  void everyFinalStatusIsStoredWithExplicitFreshness(int status) {
    assertThat(storing("GET", status, "Expires: @9; Date: @0", "-", Policies.CLASSIC))
        .isInstanceOf(StorageDecision.Store.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "PUT", "OPTIONS"})
  void onlyAnswersToGetAreStored(String method) {
    assertThat(storing(method, 200, "Cache-Control: max-age=9", "-", Policies.CLASSIC).reason())
        .isEqualTo(Reason.METHOD_NOT_STORED);
  }

  @ParameterizedTest
  @CsvSource({
    "no-store, IGNORE_NO_STORE, FRESH_MIN_RULE",
    "private+, IGNORE_PRIVATE, STALE_MUST_REVALIDATE",
    "max-age=0, STORE_STALE, STALE_EXPIRES",
    "max-age=0, OVERRIDE_EXPIRE, FRESH_OVERRIDE_EXPIRES"
  })
  void rulesMayOverride(String directive, RefreshRule.Option option, Reason expected) {
    RefreshRule rule = Policies.rule(1800, 216_000, option);
    String response = "Cache-Control: " + directive.replace("+", "; ETag: \"a\"");
    assertThat(storing("GET", 200, response, "-", rule).reason()).isEqualTo(expected);
  }

  // RFC 9111 §5.2.2.4, §5.2.2.7
  @Test
  void namedFieldsAreLeftOutOfTheStoredCopy() {
    var decision =
        (StorageDecision.Store)
            storing(
                "GET",
                200,
                "Cache-Control: max-age=9, no-cache=\"A, b\", private=\"C\"; Set-Cookie: a=b",
                "-",
                Policies.CLASSIC);
    assertThat(decision.omittedFields()).containsExactlyInAnyOrder("a", "b", "c");
  }

  // RFC 9111 §7.3: stored as it is where the origin names a lifetime; a guess is not for all
  @ParameterizedTest
  @CsvSource({
    "Cache-Control: max-age=9, false",
    "Expires: @9, false",
    "Last-Modified: @-86400, true",
    "Cache-Control: no-cache; ETag: \"a\", true"
  })
  void cookieIsLeftOutUnlessTheOriginNamesALifetime(String response, boolean isLeftOut) {
    String withCookie = response + "; Date: @0; Set-Cookie: a=b";
    var decision = (StorageDecision.Store) storing("GET", 200, withCookie, "-", Policies.CLASSIC);
    assertThat(decision.omittedFields().contains("set-cookie")).isEqualTo(isLeftOut);
  }

  @ParameterizedTest
  @CsvSource({"404, 30", "500, 30", "503, 30", "204, 30"})
  void errorsAreKeptForNegativeTtl(int status, long seconds) {
    CachePolicy policy = Policies.negativeTtl(FreshnessMode.RFC9111, seconds);
    StoredFacts facts = Row.stored(status, "Date: @0", FreshnessMode.RFC9111);
    var decision =
        (StorageDecision.Store)
            Storing.decide(
                Row.get("-"), Row.fields("Date: @0"), facts, Policies.CLASSIC, policy, Row.ARRIVAL);
    assertThat(decision.facts().expiry()).isEqualTo(Row.ARRIVAL.plusSeconds(seconds));
    assertThat(decision.facts().has(StoredFacts.Flag.NEGATIVE)).isTrue();
  }

  @Test
  void lastWordOfTheOriginReplacesWhatIsStored() {
    StoredFacts stored = Row.stored(200, "Date: @0", FreshnessMode.RFC9111);
    StoredFacts older = Row.stored(200, "Date: @-10", FreshnessMode.RFC9111);
    assertThat(Storing.keepsStored(stored, older, Policies.RFC9111)).isFalse();
    assertThat(Storing.keepsStored(stored, older, Policies.SQUID)).isTrue();
    assertThat(Storing.keepsStored(older, stored, Policies.SQUID)).isFalse();
    StoredFacts undated = Row.stored(200, "-", FreshnessMode.SQUID);
    assertThat(Storing.keepsStored(stored, undated, Policies.SQUID)).isFalse();
    assertThat(Storing.keepsStored(undated, stored, Policies.SQUID)).isFalse();
  }

  private static StorageDecision storing(
      String method, int status, String response, String request, RefreshRule rule) {
    return Storing.decide(
        Row.request(method, "/page", request),
        Row.fields(response),
        Row.stored(status, response, FreshnessMode.RFC9111),
        rule,
        POLICY,
        Row.ARRIVAL);
  }
}

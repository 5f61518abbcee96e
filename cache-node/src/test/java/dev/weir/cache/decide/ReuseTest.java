package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is done with a request, by what is stored, under `. 30 20% 3600`.
final class ReuseTest {

  @ParameterizedTest(name = "{0} | {1} after {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # RFC 9111 §4: fresh, or stale and validated
          max-age=100                             | -                                | 99  | ServeFresh     | FRESH_EXPIRES
          max-age=100                             | -                                | 100 | Validate       | STALE_EXPIRES
          max-age=100, no-cache                   | -                                | 1   | Validate       | STALE_MUST_REVALIDATE
          max-age=100                             | Cache-Control: no-cache          | 1   | Validate       | STALE_RELOAD_INTO_IMS
          max-age=100                             | Cache-Control: max-age=0         | 1   | Validate       | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE
          max-age=100                             | Cache-Control: max-stale=50      | 120 | ServeFresh     | FRESH_REQUEST_MAX_STALE_VALUE
          # RFC 9111 §5.2.1.7
          max-age=100                             | Cache-Control: only-if-cached    | 99  | ServeFresh     | FRESH_EXPIRES
          max-age=100                             | Cache-Control: only-if-cached    | 100 | GatewayTimeout | ONLY_IF_CACHED_STALE
          # RFC 5861 §3: at most so long past its lifetime, and only for who makes no wish
          max-age=100, stale-while-revalidate=30  | -                                | 130 | ServeStaleWhileRevalidate | STALE_WHILE_REVALIDATE
          max-age=100, stale-while-revalidate=30  | -                                | 131 | Validate       | STALE_EXPIRES
          max-age=100, stale-while-revalidate=30  | Cache-Control: no-cache          | 110 | Validate       | STALE_RELOAD_INTO_IMS
          max-age=100, stale-while-revalidate=30  | Cache-Control: max-age=50        | 110 | Validate       | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE
          max-age=100, stale-while-revalidate=30  | Cache-Control: min-fresh=5       | 110 | Validate       | STALE_EXPIRES
          max-age=100, stale-while-revalidate=30  | Cache-Control: max-stale=5       | 110 | Validate       | STALE_EXPIRES
          max-age=100, stale-while-revalidate=30, must-revalidate | -                | 110 | Validate       | STALE_MUST_REVALIDATE
          """)
  void followsTheSpecification(
      String response, String request, long after, String decision, Reason reason) {
    CacheDecision taken =
        Reuse.decide(
            Row.get(request),
            Row.stored(200, "Date: @0; Cache-Control: " + response, FreshnessMode.RFC9111),
            Policies.CLASSIC,
            Policies.RFC9111,
            Row.ARRIVAL.plusSeconds(after));
    assertThat(taken.getClass().getSimpleName()).isEqualTo(decision);
    assertThat(taken.reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0} | {1} {2} after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max-age=100                    | Cache-Control: no-cache  | -               | 1   | Forward    | STALE_FORCED_RELOAD
          max-age=100, must-revalidate   | Cache-Control: no-cache  | -               | 200 | Forward    | STALE_FORCED_RELOAD
          max-age=100                    | Pragma: no-cache         | -               | 1   | Forward    | STALE_FORCED_RELOAD
          max-age=100                    | Cache-Control: no-cache  | RELOAD_INTO_IMS | 1   | Validate   | STALE_RELOAD_INTO_IMS
          max-age=100                    | Cache-Control: no-cache  | IGNORE_RELOAD   | 1   | ServeFresh | FRESH_EXPIRES
          max-age=100                    | Cache-Control: no-cache  | IGNORE_RELOAD   | 100 | Validate   | STALE_EXPIRES
          max-age=100                    | If-Modified-Since: @-9   | REFRESH_IMS     | 1   | Validate   | STALE_FORCED_RELOAD
          max-age=100                    | If-Modified-Since: @-9   | -               | 1   | ServeFresh | FRESH_EXPIRES
          # Squid knows no stale-while-revalidate in responses
          max-age=100, stale-while-revalidate=30 | -                | -               | 110 | Validate   | STALE_EXPIRES
          """)
  void followsSquidInItsMode(
      String response, String request, String option, long after, String decision, Reason reason) {
    RefreshRule rule =
        option.equals("-")
            ? Policies.CLASSIC
            : Policies.rule(1800, 216_000, RefreshRule.Option.valueOf(option));
    CacheDecision taken =
        Reuse.decide(
            Row.get(request),
            Row.stored(200, "Date: @0; Cache-Control: " + response, FreshnessMode.SQUID),
            rule,
            Policies.SQUID,
            Row.ARRIVAL.plusSeconds(after));
    assertThat(taken.getClass().getSimpleName()).isEqualTo(decision);
    assertThat(taken.reason()).isEqualTo(reason);
  }

  @Test
  void nodeWideSwitchesWorkLikeTheRulesOptions() {
    StoredFacts stored =
        Row.stored(200, "Date: @0; Cache-Control: max-age=100", FreshnessMode.SQUID);
    CachePolicy policy =
        Policies.of(
            FreshnessMode.SQUID,
            CachePolicy.Option.RELOAD_INTO_IMS,
            CachePolicy.Option.REFRESH_ALL_IMS);
    assertThat(decide("Cache-Control: no-cache", stored, policy, 1))
        .isInstanceOf(CacheDecision.Validate.class);
    assertThat(decide("If-Modified-Since: @-9", stored, policy, 1).reason())
        .isEqualTo(Reason.STALE_FORCED_RELOAD);
  }

  // RFC 9111 §4.2: nothing stored for the URI
  @Test
  void nothingStoredIsForwardedUnlessForbidden() {
    assertThat(decide("-", null, Policies.RFC9111, 0))
        .isEqualTo(new CacheDecision.Forward(Reason.URI_MISS));
    assertThat(decide("Cache-Control: only-if-cached", null, Policies.RFC9111, 0))
        .isEqualTo(new CacheDecision.GatewayTimeout(Reason.ONLY_IF_CACHED_MISS));
    assertThat(Reuse.onMiss(RequestFacts.PLAIN_GET, Reason.VARY_MISS))
        .isEqualTo(new CacheDecision.Forward(Reason.VARY_MISS));
  }

  // RFC 9110 §9.3: only GET and HEAD are answered from the store
  @ParameterizedTest
  @CsvSource({"GET, ServeFresh", "HEAD, ServeFresh", "POST, Forward", "get, Forward"})
  void methodDecidesFirst(String method, String decision) {
    CacheDecision taken =
        Reuse.decide(
            Row.request(method, "/", "-"),
            Row.stored(200, "Date: @0; Cache-Control: max-age=9", FreshnessMode.RFC9111),
            Policies.CLASSIC,
            Policies.RFC9111,
            Row.ARRIVAL);
    assertThat(taken.getClass().getSimpleName()).isEqualTo(decision);
  }

  @Test
  void answersTellAgeAndTimeToLive() {
    StoredFacts stored =
        Row.stored(200, "Date: @0; Cache-Control: max-age=100", FreshnessMode.RFC9111);
    assertThat(decide("-", stored, Policies.RFC9111, 40))
        .isEqualTo(new CacheDecision.ServeFresh(Reason.FRESH_EXPIRES, Duration.ofSeconds(40), 60));
    assertThat(decide("Cache-Control: min-fresh=10", stored, Policies.RFC9111, 40))
        .isEqualTo(new CacheDecision.ServeFresh(Reason.FRESH_EXPIRES, Duration.ofSeconds(40), 60));
    assertThat(decide("-", stored, Policies.RFC9111, 130))
        .isEqualTo(
            new CacheDecision.Validate(
                Reason.STALE_EXPIRES, StaleOnError.ALLOWED, Duration.ofSeconds(130), -30));
  }

  @Test
  void ruleGrantsStaleWhileRevalidateWhereTheResponseIsSilent() {
    StoredFacts stored = Row.stored(200, "Date: @0", FreshnessMode.RFC9111);
    CacheDecision taken =
        Reuse.decide(
            RequestFacts.PLAIN_GET,
            stored,
            Policies.granting(60, -1, -1),
            Policies.RFC9111,
            Row.ARRIVAL.plusSeconds(1860));
    assertThat(taken)
        .isEqualTo(
            new CacheDecision.ServeStaleWhileRevalidate(
                Reason.STALE_WHILE_REVALIDATE, Reason.STALE_DEFAULT, Duration.ofMinutes(31), -60));
  }

  @Test
  void offlineUsesWhateverIsStored() {
    StoredFacts stored =
        Row.stored(200, "Date: @0; Cache-Control: no-cache", FreshnessMode.RFC9111);
    CachePolicy offline = Policies.of(FreshnessMode.RFC9111, CachePolicy.Option.OFFLINE);
    assertThat(decide("Cache-Control: no-cache", stored, offline, 99).reason())
        .isEqualTo(Reason.OFFLINE_HIT);
  }

  @Test
  void keptErrorIsUsedTillItsEndAndNotOnReload() {
    StoredFacts stored =
        Row.stored(404, "Date: @0", FreshnessMode.SQUID).negativeUntil(Row.ARRIVAL.plusSeconds(10));
    assertThat(stored.hasExplicitFreshness()).isFalse();
    assertThat(decide("-", stored, Policies.SQUID, 9).reason()).isEqualTo(Reason.NEGATIVE_HIT);
    assertThat(decide("-", stored, Policies.SQUID, 10).reason()).isEqualTo(Reason.STALE_EXPIRES);
    assertThat(decide("Cache-Control: no-cache", stored, Policies.SQUID, 1).reason())
        .isEqualTo(Reason.STALE_FORCED_RELOAD);
  }

  private static CacheDecision decide(
      String request,
      @org.jspecify.annotations.Nullable StoredFacts stored,
      CachePolicy policy,
      long after) {
    return Reuse.decide(
        Row.get(request), stored, Policies.CLASSIC, policy, Row.ARRIVAL.plusSeconds(after));
  }
}

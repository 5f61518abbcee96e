package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.query.KeyRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds exactly at a limit, and that zero seconds are a word and not silence.
final class ExactLimitsTest {

  @ParameterizedTest(name = "{0}: {1} | {2} after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # RFC 9111 §5.2.1.2: no staleness past the end, but the end itself
          RFC9111 | max-age=10                             | max-stale=0 | 10  | FRESH_REQUEST_MAX_STALE_VALUE
          RFC9111 | max-age=10                             | max-stale=0 | 11  | STALE_EXPIRES
          # RFC 5861 §3: a client that speaks of staleness is not served meanwhile
          RFC9111 | max-age=10, stale-while-revalidate=30  | max-stale=0 | 15  | STALE_EXPIRES
          RFC9111 | max-age=10, stale-while-revalidate=30  | min-fresh=0 | 15  | STALE_EXPIRES
          RFC9111 | max-age=10, stale-while-revalidate=0   | -           | 10  | STALE_WHILE_REVALIDATE
          RFC9111 | max-age=10, stale-while-revalidate=0   | -           | 11  | STALE_EXPIRES
          # without a word the rule's 60 s count
          RFC9111 | max-age=10                             | -           | 70  | STALE_WHILE_REVALIDATE
          # RFC 9111 §5.2.1.1
          SQUID   | max-age=100                            | max-age=50  | 50  | FRESH_EXPIRES
          SQUID   | max-age=100                            | max-age=50  | 51  | STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE
          """)
  void limitsAreKeptExactly(
      FreshnessMode mode, String response, String request, long after, Reason expected) {
    CacheDecision decision =
        Reuse.decide(
            Row.get(request.equals("-") ? "-" : "Cache-Control: " + request),
            Row.stored(200, "Date: @0; Cache-Control: " + response, mode),
            Policies.granting(60, -1, -1),
            Policies.of(mode),
            Row.ARRIVAL.plusSeconds(after));
    assertThat(decision.reason()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} | {1} after {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # RFC 9111 §4.2: at the end of its lifetime a response is stale
          max-age=10, must-revalidate  | -                | 9  | STALE_ON_ERROR
          max-age=10, must-revalidate  | -                | 10 | ERROR_MUST_REVALIDATE
          # RFC 5861 §4: zero, not the rule's 60 s
          max-age=10, stale-if-error=0 | -                | 10 | STALE_ON_ERROR
          max-age=10, stale-if-error=0 | -                | 11 | ERROR_STALE_IF_ERROR_EXCEEDED
          max-age=10                   | stale-if-error=0 | 11 | ERROR_STALE_IF_ERROR_EXCEEDED
          max-age=10, stale-if-error=0 | stale-if-error=5 | 11 | ERROR_STALE_IF_ERROR_EXCEEDED
          max-age=10, stale-if-error=5 | stale-if-error=0 | 11 | ERROR_STALE_IF_ERROR_EXCEEDED
          max-age=10                   | -                | 70 | STALE_ON_ERROR
          max-age=10                   | -                | 71 | ERROR_STALE_IF_ERROR_EXCEEDED
          """)
  void zeroIsAWordOnErrorsToo(String response, String request, long after, Reason expected) {
    ErrorDecision decision =
        Reuse.onError(
            Row.get(request.equals("-") ? "-" : "Cache-Control: " + request),
            Row.stored(200, "Date: @0; Cache-Control: " + response, FreshnessMode.RFC9111),
            Policies.granting(-1, 60, -1),
            Policies.RFC9111,
            Row.ARRIVAL.plusSeconds(after));
    assertThat(decision.reason()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # stale on arrival, and no second of stale use granted
          max-age=0, stale-while-revalidate=0, stale-if-error=0 | -                         | NOT_REUSABLE
          # RFC 9111 §3.5: any s-maxage
          s-maxage=0                                            | Authorization: Basic YQ== | NOT_REUSABLE
          s-maxage=1                                            | Authorization: Basic YQ== | FRESH_EXPIRES
          """)
  void storesByExactLimitsToo(String response, String request, Reason expected) {
    String fields = "Date: @0; Cache-Control: " + response;
    StorageDecision decision =
        Storing.decide(
            Row.get(request),
            Row.fields(fields),
            Row.stored(200, fields, FreshnessMode.RFC9111),
            Policies.CLASSIC,
            Policies.RFC9111,
            Row.ARRIVAL);
    assertThat(decision.reason()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "min {0}, max {1}, {2} after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 | 100 | Date: @0                                     | 99  | FRESH_MIN_RULE
          100 | 100 | Date: @0                                     | 100 | STALE_DEFAULT
          100 | 99  | Date: @0                                     | 99  | STALE_MAX_RULE
          10  | 99  | Date: @0; Cache-Control: max-age=5           | 9   | FRESH_OVERRIDE_EXPIRES
          10  | 99  | Date: @0; Cache-Control: max-age=5           | 10  | STALE_EXPIRES
          """)
  void rulesEndExactly(long min, long max, String response, long after, Reason expected) {
    RefreshRule rule = Policies.rule(min, max, RefreshRule.Option.OVERRIDE_EXPIRE);
    assertThat(
            Freshness.assess(
                    Row.stored(200, response, FreshnessMode.RFC9111),
                    RequestFacts.PLAIN_GET,
                    rule,
                    Policies.RFC9111,
                    Row.ARRIVAL.plusSeconds(after))
                .reason())
        .isEqualTo(expected);
  }

  @Test
  void firstRuleThatMatchesCounts() {
    RefreshRule pictures = rule("pictures", uri -> uri.endsWith(".gif"));
    RefreshRule all = rule("all", uri -> uri.startsWith("http://a"));
    CachePolicy policy =
        new CachePolicy(
            FreshnessMode.RFC9111,
            List.of(pictures, all),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Set.of(),
            List.of("Weir-Cache-Control"),
            KeyRules.VERBATIM);
    assertThat(policy.ruleFor(new CacheKey("http://a/a.gif"))).isSameAs(pictures);
    assertThat(policy.ruleFor(new CacheKey("http://a/a.css"))).isSameAs(all);
    assertThat(policy.ruleFor(new CacheKey("http://b/a.css"))).isSameAs(RefreshRule.BUILT_IN);
    assertThat(RefreshRule.BUILT_IN.pattern().matches("http://b/")).isTrue();
    assertThat(RefreshRule.BUILT_IN.pattern()).hasToString(".");
    assertThat(RefreshRule.Option.OVERRIDE_EXPIRE.word()).isEqualTo("override-expire");
    assertThat(policy.interpretation())
        .isEqualTo(new Interpretation(FreshnessMode.RFC9111, List.of("Weir-Cache-Control")));
  }

  private static RefreshRule rule(String name, UrlPattern pattern) {
    return new RefreshRule(
        name, "test:1", pattern, Duration.ZERO, 0.2, Duration.ZERO, Set.of(), null, null, null);
  }
}

package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether a stored response stands in for a failing origin.
final class StaleOnErrorTest {

  @ParameterizedTest(name = "{0}: {1} | {2} after {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # RFC 9111 §4.2.4: by configuration, up to max_stale, one week by default
          RFC9111 | max-age=100                    | -                              | 200    | STALE_ON_ERROR
          RFC9111 | max-age=100                    | -                              | 604900 | STALE_ON_ERROR
          RFC9111 | max-age=100                    | -                              | 604901 | ERROR_MAX_STALE_EXCEEDED
          # RFC 5861 §4: the response's word, then the request's
          RFC9111 | max-age=100, stale-if-error=60 | -                              | 160    | STALE_ON_ERROR
          RFC9111 | max-age=100, stale-if-error=60 | -                              | 161    | ERROR_STALE_IF_ERROR_EXCEEDED
          RFC9111 | max-age=100                    | Cache-Control: stale-if-error=5 | 105   | STALE_ON_ERROR
          RFC9111 | max-age=100                    | Cache-Control: stale-if-error=5 | 106   | ERROR_STALE_IF_ERROR_EXCEEDED
          # neither beyond what the other will have
          RFC9111 | max-age=100, stale-if-error=60 | Cache-Control: stale-if-error=5 | 105   | STALE_ON_ERROR
          RFC9111 | max-age=100, stale-if-error=60 | Cache-Control: stale-if-error=5 | 106   | ERROR_STALE_IF_ERROR_EXCEEDED
          RFC9111 | max-age=100, stale-if-error=5  | Cache-Control: stale-if-error=60 | 106  | ERROR_STALE_IF_ERROR_EXCEEDED
          # RFC 9111 §5.2.2.2, §5.2.2.4, §5.2.2.8, §5.2.2.10: never against the origin's will
          RFC9111 | max-age=2, must-revalidate     | -                              | 3      | ERROR_MUST_REVALIDATE
          RFC9111 | max-age=2, proxy-revalidate    | -                              | 3      | ERROR_MUST_REVALIDATE
          RFC9111 | s-maxage=2                     | -                              | 3      | ERROR_MUST_REVALIDATE
          RFC9111 | max-age=2, no-cache            | -                              | 1      | ERROR_MUST_REVALIDATE
          RFC9111 | s-maxage=2, stale-if-error=60  | -                              | 3      | ERROR_MUST_REVALIDATE
          # a fresh response that the client alone wanted validated
          RFC9111 | max-age=100, must-revalidate   | Cache-Control: max-age=0       | 3      | STALE_ON_ERROR
          # RFC 9111 §5.2.1.4
          RFC9111 | max-age=100                    | Cache-Control: no-cache        | 3      | ERROR_REQUEST_NO_CACHE
          SQUID   | max-age=100                    | Cache-Control: no-cache        | 3      | STALE_ON_ERROR
          SQUID   | max-age=100                    | -                              | 604900 | STALE_ON_ERROR
          SQUID   | max-age=100                    | -                              | 604901 | ERROR_MAX_STALE_EXCEEDED
          SQUID   | max-age=100, stale-if-error=60 | -                              | 161    | ERROR_STALE_IF_ERROR_EXCEEDED
          SQUID   | max-age=100                    | Cache-Control: stale-if-error=5 | 106   | STALE_ON_ERROR
          SQUID   | max-age=2, must-revalidate     | -                              | 3      | ERROR_MUST_REVALIDATE
          """)
  void followsOriginThenClientThenConfiguration(
      FreshnessMode mode, String response, String request, long after, Reason expected) {
    ErrorDecision decision =
        Reuse.onError(
            Row.get(request),
            Row.stored(200, "Date: @0; Cache-Control: " + response, mode),
            Policies.CLASSIC,
            Policies.of(mode),
            Row.ARRIVAL.plusSeconds(after));
    assertThat(decision.reason()).isEqualTo(expected);
    assertThat(decision)
        .isInstanceOf(
            expected == Reason.STALE_ON_ERROR
                ? ErrorDecision.ServeStale.class
                : ErrorDecision.PassOn.class);
  }

  @ParameterizedTest(name = "sie {0} max-stale {1} after {2}")
  @CsvSource(
      textBlock =
          """
          60, -1, 1860, STALE_ON_ERROR
          60, -1, 1861, ERROR_STALE_IF_ERROR_EXCEEDED
          60, 10, 1811, ERROR_MAX_STALE_EXCEEDED
          -1, 10, 1810, STALE_ON_ERROR
          """)
  void ruleBoundsWhereNobodyElseDoes(long sie, long maxStale, long after, Reason expected) {
    ErrorDecision decision =
        Reuse.onError(
            RequestFacts.PLAIN_GET,
            Row.stored(200, "Date: @0", FreshnessMode.RFC9111),
            Policies.granting(-1, sie, maxStale),
            Policies.RFC9111,
            Row.ARRIVAL.plusSeconds(after));
    assertThat(decision.reason()).isEqualTo(expected);
  }

  @Test
  void validationSaysBeforehandWhetherAnErrorMayBeCovered() {
    assertThat(validate("max-age=2, must-revalidate").staleOnError())
        .isEqualTo(StaleOnError.FORBIDDEN);
    assertThat(validate("max-age=2").staleOnError()).isEqualTo(StaleOnError.ALLOWED);
  }

  private static CacheDecision.Validate validate(String response) {
    return (CacheDecision.Validate)
        Reuse.decide(
            RequestFacts.PLAIN_GET,
            Row.stored(200, "Date: @0; Cache-Control: " + response, FreshnessMode.RFC9111),
            Policies.CLASSIC,
            Policies.RFC9111,
            Row.ARRIVAL.plusSeconds(3));
  }
}

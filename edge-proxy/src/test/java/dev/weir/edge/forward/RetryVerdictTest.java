package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.forward.RetryVerdict.ContentKept;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryVerdictTest {

  // RFC 9110 §9.2.2; fault matrix: "POST fails only if bytes were sent and not acknowledged, never
  // duplicated".
  @ParameterizedTest(name = "{0} {1} after {2} with content {3}, {4} left: {5}")
  @CsvSource(
      textBlock =
          """
          GET,    CONNECTION_REFUSED,       NOTHING, WHOLE, 2, NOTHING_SENT
          POST,   CONNECTION_REFUSED,       NOTHING, WHOLE, 2, NOTHING_SENT
          POST,   CONNECTION_TIMEOUT,       NOTHING, WHOLE, 1, NOTHING_SENT
          GET,    CONNECTION_TERMINATED,    WHOLE,   WHOLE, 2, IDEMPOTENT
          HEAD,   HTTP_RESPONSE_TIMEOUT,    WHOLE,   WHOLE, 2, IDEMPOTENT
          PUT,    CONNECTION_TERMINATED,    PARTLY,  WHOLE, 2, IDEMPOTENT
          DELETE, HTTP_RESPONSE_INCOMPLETE, WHOLE,   WHOLE, 2, IDEMPOTENT
          GET,    HTTP_PROTOCOL_ERROR,      WHOLE,   WHOLE, 2, IDEMPOTENT
          PUT,    CONNECTION_TERMINATED,    PARTLY,  GONE,  2, CONTENT_GONE
          POST,   CONNECTION_TERMINATED,    PARTLY,  WHOLE, 2, NOT_IDEMPOTENT
          POST,   HTTP_RESPONSE_TIMEOUT,    WHOLE,   WHOLE, 2, NOT_IDEMPOTENT
          PATCH,  CONNECTION_TERMINATED,    WHOLE,   WHOLE, 2, NOT_IDEMPOTENT
          get,    CONNECTION_TERMINATED,    WHOLE,   WHOLE, 2, NOT_IDEMPOTENT
          GET,    CONNECTION_REFUSED,       NOTHING, WHOLE, 0, ATTEMPTS_USED_UP
          GET,    HTTP_REQUEST_ERROR,       PARTLY,  WHOLE, 2, NOT_THE_SERVER
          GET,    CONNECTION_LIMIT_REACHED, NOTHING, WHOLE, 2, NOT_THE_SERVER
          """)
  void retryIsAllowedWhereItDoesNoHarm(
      String method,
      ProxyError error,
      Sent sent,
      ContentKept kept,
      int left,
      RetryVerdict verdict) {
    UpstreamFailure failure = new UpstreamFailure(error, sent, "test");
    assertThat(RetryVerdict.on(failure, method, kept, left)).isEqualTo(verdict);
  }
}

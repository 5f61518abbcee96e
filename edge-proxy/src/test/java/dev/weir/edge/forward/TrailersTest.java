package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9110 §6.5: trailers go through in both directions, but nothing that has no place there
/// (corpus K49).
class TrailersTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 40_000})
  void upstreamsTrailersReachTheClient(int length) throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.enqueue(
          Script.ok("x".repeat(length))
              .chunked()
              .trailer("X-Sum", "42")
              .trailer("Content-Length", "1")
              .trailer("Set-Cookie", "a=1"));
      RawResponse response = client.get("/");
      assertThat(response.complete()).isTrue();
      assertThat(response.body()).hasSize(length);
      assertThat(response.trailers().lines("X-Sum")).containsExactly("42");
      assertThat(response.trailers().size()).isEqualTo(1);
    }
  }

  @Test
  void clientsTrailersReachTheUpstream() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.always(Script.ok("ok"));
      client.exchange(
          """
          POST / HTTP/1.1
          Host: a
          Transfer-Encoding: chunked

          3
          abc
          0
          X-Sum: 42
          Host: evil
          TE: x
          X-Forwarded-For: 6.6.6.6

          """
              .replace("\n", "\r\n"));
      ReceivedRequest request = origin.take();
      assertThat(request.text()).isEqualTo("abc");
      assertThat(request.trailers().lines("X-Sum")).containsExactly("42");
      assertThat(request.trailers().size()).isEqualTo(1);
      assertThat(client.get("/next").text()).isEqualTo("ok");
    }
  }
}

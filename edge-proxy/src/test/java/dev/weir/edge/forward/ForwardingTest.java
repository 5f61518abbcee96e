package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.Test;

class ForwardingTest {

  @Test
  void requestGoesUpAndAnswerComesBack() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.enqueue(Script.ok("hello").header("X-A", "1").header("X-A", "2"));
      RawResponse response = client.get("/a%20b?q[]=1|{}", "Host: www.test", "Accept: x");
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("hello");
      assertThat(response.fields().lines("X-A")).containsExactly("1", "2");
      assertThat(response.fields().lines("Date")).hasSize(1);
      ReceivedRequest request = origin.take();
      assertThat(request.target()).isEqualTo("/a%20b?q[]=1|{}");
      assertThat(request.fields().first("Host")).isEqualTo("www.test");
      assertThat(request.fields().first("Accept")).isEqualTo("x");
      assertThat(request.fields().first("User-Agent")).isNull();
    }
  }

  @Test
  void contentGoesUp() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.always(Script.ok("ok"));
      RawResponse response =
          client.exchange("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12345");
      assertThat(response.text()).isEqualTo("ok");
      assertThat(origin.take().text()).isEqualTo("12345");
      response =
          client.exchange(
              "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
      assertThat(response.text()).isEqualTo("ok");
      ReceivedRequest request = origin.take();
      assertThat(request.text()).isEqualTo("abc");
      assertThat(request.fields().first("Transfer-Encoding")).isEqualTo("chunked");
    }
  }
}

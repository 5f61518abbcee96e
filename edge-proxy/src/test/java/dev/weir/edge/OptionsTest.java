package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.Test;

/// RFC 9110 §7.6.2, §9.3.7.
class OptionsTest {

  @Test
  void maxForwardsIsCountedDownAndEndsHereAtZero() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.always(Script.ok("").header("Allow", "GET"));
      client.exchange("OPTIONS /x HTTP/1.1\r\nHost: a\r\nMax-Forwards: 3\r\n\r\n");
      assertThat(origin.take().fields().first("Max-Forwards")).isEqualTo("2");
      RawResponse here =
          client.exchange("OPTIONS /x HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n");
      assertThat(here.status()).isEqualTo(200);
      assertThat(here.fields().first("Allow")).contains("OPTIONS");
      assertThat(origin.received()).hasSize(1);
    }
  }

  @Test
  void serverAsAWholeIsAskedAsItWas() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.always(Script.ok(""));
      assertThat(client.exchange("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
      ReceivedRequest request = origin.take();
      assertThat(request.method() + " " + request.target()).isEqualTo("OPTIONS *");
    }
  }
}

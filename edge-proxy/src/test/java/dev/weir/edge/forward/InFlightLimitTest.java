package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InFlightLimitTest {

  @Test
  void serverIsNeverGivenMoreThanItsLimit() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf("maxInFlight: 1", origin.authority());
        RawHttpClient first = edge.client();
        RawHttpClient second = edge.client()) {
      origin.enqueue(Script.ok("first").stallBeforeHead(gate));
      origin.always(Script.ok("then"));
      first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      origin.take();
      RawResponse refused = second.get("/");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.fields().first("Retry-After")).isEqualTo("1");
      assertThat(refused.fields().first("Proxy-Status"))
          .isEqualTo("weir-edge; error=connection_limit_reached");
      gate.countDown();
      assertThat(first.readResponse().text()).isEqualTo("first");
      assertThat(second.get("/").text()).isEqualTo("then");
    }
  }
}

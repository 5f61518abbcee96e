package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeoutTest {

  private final CountDownLatch never = new CountDownLatch(1);
  private ScriptedOrigin origin;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
  }

  @AfterEach
  void close() throws Exception {
    never.countDown();
    origin.close();
  }

  @Test
  void silentUpstreamBecomesGatewayTimeout() throws Exception {
    origin.always(Script.ok("late").stallBeforeHead(never));
    try (EdgeUnderTest edge = edge("responseTimeout: 200ms");
        RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/");
      assertThat(response.status()).isEqualTo(504);
      assertThat(response.fields().first("Proxy-Status"))
          .isEqualTo("weir-edge; error=http_response_timeout");
    }
  }

  @Test
  void idempotentRequestGoesToAnotherServerInstead() throws Exception {
    origin.always(Script.ok("late").stallBeforeHead(never));
    try (ScriptedOrigin other = new ScriptedOrigin();
        EdgeUnderTest edge =
            EdgeUnderTest.with(
                """
                upstreams:
                  app: { servers: [ "%s", "%s" ], connectTimeout: 20s, responseTimeout: 4s }
                routes: [ { path: /, upstream: app } ]
                """
                    .formatted(origin.authority(), other.authority()));
        RawHttpClient client = edge.client()) {
      other.always(Script.ok("in time"));
      assertThat(client.get("/").text()).isEqualTo("in time");
      assertThat(client.get("/").text()).isEqualTo("in time");
    }
  }

  @Test
  void upstreamThatStopsInTheMiddleIsCutOff() throws Exception {
    origin.always(Script.ok("0123456789").stallAfter(5, never));
    try (EdgeUnderTest edge = edge("idleTimeout: 4s");
        RawHttpClient client = edge.client()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      RawResponse head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(client.readOctets(5)).isEqualTo("01234".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.closed()).isTrue();
    }
  }

  private EdgeUnderTest edge(String options) throws Exception {
    return EdgeUnderTest.with(
        """
        upstreams: { app: { servers: [ "%s" ], connectTimeout: 20s, %s } }
        routes: [ { path: /, upstream: app } ]
        """
            .formatted(origin.authority(), options));
  }
}

package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// D4: connections of clients stay open, connections to upstreams do not, and each has its switch.
class ConnectionPersistenceTest {

  private ScriptedOrigin origin;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
    origin.always(Script.ok("ok"));
  }

  @AfterEach
  void close() throws Exception {
    origin.close();
  }

  @Test
  void everyExchangeHasAnUpstreamConnectionOfItsOwnUnlessSaidOtherwise() throws Exception {
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      for (int i = 1; i <= 3; i++) {
        assertThat(client.get("/").text()).isEqualTo("ok");
        assertThat(origin.take().fields().first("Connection")).isEqualTo("close");
      }
      assertThat(origin.connections()).isEqualTo(3);
    }
  }

  @Test
  void upstreamConnectionIsUsedAgainWhereItIsKept() throws Exception {
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf("keepAlive: on", origin.authority());
        RawHttpClient client = edge.client()) {
      // A connection may still be on its way back into the pool when the next request comes.
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            assertThat(client.get("/").text()).isEqualTo("ok");
            assertThat(origin.take().fields().contains("Connection")).isFalse();
            return origin.connections() < origin.received().size();
          });
    }
  }

  @Test
  void staleUpstreamConnectionCostsNobodyAnything() throws Exception {
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf("keepAlive: on", origin.authority());
        RawHttpClient client = edge.client()) {
      assertThat(client.get("/").text()).isEqualTo("ok");
      origin.dropConnections();
      assertThat(client.get("/").text()).isEqualTo("ok");
      origin.dropConnections();
      String put = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
      assertThat(client.exchange(put).text()).isEqualTo("ok");
    }
  }

  @Test
  void clientConnectionIsClosedWhereItIsNotKept() throws Exception {
    try (EdgeUnderTest edge =
            EdgeUnderTest.with(
                """
                clientKeepAlive: off
                upstreams: { app: { servers: [ "%s" ], connectTimeout: 20s } }
                routes: [ { path: /, upstream: app } ]
                """
                    .formatted(origin.authority()));
        RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/");
      assertThat(response.fields().first("Connection")).isEqualTo("close");
      assertThat(response.text()).isEqualTo("ok");
      assertThat(client.eof()).isTrue();
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    origin.on("/n", request -> Script.ok(request.target()));
    try (EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        requests.append("GET /n").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      client.send(requests.toString());
      for (int i = 0; i < 20; i++) {
        assertThat(client.readResponse().text()).isEqualTo("/n" + i);
      }
    }
  }
}

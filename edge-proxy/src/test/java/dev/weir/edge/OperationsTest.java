package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.runtime.lifecycle.Condition;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.RefusedPort;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.testing.TunnelOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {

  @TempDir Path folder;

  private ScriptedOrigin origin;
  private RefusedPort refused;
  private EdgeProxy edge;

  @BeforeEach
  void open() throws Exception {
    origin = new ScriptedOrigin();
    origin.always(Script.ok("ok"));
    refused = new RefusedPort();
    edge =
        new EdgeProxy(
            EdgeUnderTest.settings(
                """
                listen: [ { address: "127.0.0.1:0" } ]
                admin: { address: "127.0.0.1:0" }
                upstreams:
                  good: { servers: [ "%s" ], connectTimeout: 20s }
                  gone: { servers: [ "%s" ], connectTimeout: 20s }
                routes:
                  - { path: /, upstream: good }
                  - { path: /gone/, upstream: gone }
                accessLog: { path: "%s", format: json }
                errorLog: { path: "%s", linesPerSecond: 1000 }
                """
                    .formatted(
                        origin.authority(),
                        refused.authority(),
                        folder.resolve("access.log"),
                        folder.resolve("error.log"))));
    edge.start();
  }

  @AfterEach
  void close() throws Exception {
    edge.close();
    origin.close();
    refused.close();
  }

  @Test
  void accessLogHasALineForEveryRequest() throws Exception {
    try (RawHttpClient client = new RawHttpClient(edge.port())) {
      client.get("/a?b=c", "Referer: http://x/", "User-Agent: test");
      client.get("/gone/");
      client.exchange("GET /a/..;/b HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    List<String> lines = lines("access.log", 3);
    assertThat(lines.get(0))
        .contains("\"method\":\"GET\"", "\"path\":\"/a\"", "\"status\":200", "\"bytes\":2")
        .contains("\"route\":\"/\"", "\"upstream\":\"" + origin.authority() + "\"", "\"retries\":0")
        .contains("\"client\":\"127.0.0.1\"", "\"user_agent\":\"test\"", "\"tier\":\"weir-edge\"");
    assertThat(lines.get(1))
        .contains("\"status\":502", "\"upstream_error\":\"connection_refused\"");
    assertThat(lines.get(2)).contains("\"status\":400");
  }

  @Test
  void errorLogHasALineForEveryFailedExchange() throws Exception {
    String id;
    try (RawHttpClient client = new RawHttpClient(edge.port())) {
      client.get("/fine");
      id = client.get("/gone/x?\"y", "Host: www.test").fields().first("X-Request-Id");
    }
    List<String> lines = lines("error.log", 1);
    assertThat(lines.getFirst())
        .contains(" 502 connection_refused request=" + id)
        .contains("client=127.0.0.1 method=GET uri=\"http://www.test/gone/x?\\\"y\"")
        .contains("route=/gone/ upstream=gone/" + refused.authority() + " attempts=1");
    edge.close();
    assertThat(Files.readAllLines(folder.resolve("error.log"))).hasSize(1);
  }

  @Test
  void metricsCountRequestsAndExchanges() throws Exception {
    try (RawHttpClient client = new RawHttpClient(edge.port())) {
      client.get("/");
      client.get("/");
      client.get("/gone/");
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(admin("/metrics").text())
                .contains(
                    "weir_edge_requests_total{route=\"/\",status_class=\"2xx\"} 2.0",
                    "weir_edge_requests_total{route=\"/gone/\",status_class=\"5xx\"} 1.0",
                    "weir_upstream_errors_total{error=\"connection_refused\",upstream=\"gone\"} 1.0",
                    "weir_upstream_exchanges_total{server=\""
                        + origin.authority()
                        + "\",upstream=\"good\"} 2.0",
                    "weir_upstream_failures_total{server=\""
                        + refused.authority()
                        + "\",upstream=\"gone\"} 1.0",
                    "weir_upstream_up{server=\""
                        + refused.authority()
                        + "\",upstream=\"gone\"} 0.0",
                    "http_server_request_duration_seconds_count"));
  }

  @Test
  void webSocketIsOneLineAndOneCountWhenItIsOver() throws Exception {
    try (TunnelOrigin socket = new TunnelOrigin();
        EdgeProxy other =
            new EdgeProxy(
                EdgeUnderTest.settings(
                    """
                    listen: [ { address: "127.0.0.1:0" } ]
                    admin: { address: "127.0.0.1:0" }
                    upstreams: { chat: { servers: [ "%s" ], connectTimeout: 20s } }
                    routes: [ { path: /, upstream: chat } ]
                    accessLog: { path: "%s", format: json }
                    """
                        .formatted(socket.authority(), folder.resolve("chat.log"))))) {
      other.start();
      try (RawHttpClient client = new RawHttpClient(other.port())) {
        client.send(
            "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        assertThat(client.readHead().status()).isEqualTo(101);
        TunnelOrigin.Peer peer = socket.take();
        client.send("1234567");
        assertThat(peer.read(7)).isEqualTo("1234567");
        peer.send("123");
        client.readOctets(3);
        assertThat(folder.resolve("chat.log")).isEmptyFile();
        peer.socket().close();
        assertThat(client.closed()).isTrue();
      }
      assertThat(lines("chat.log", 1).getFirst())
          .contains("\"path\":\"/chat\"", "\"status\":101", "\"bytes\":3")
          .contains("\"upstream\":\"" + socket.authority() + "\"");
      awaitTunnelCounted(other, socket.authority());
    }
  }

  private static void awaitTunnelCounted(EdgeProxy other, String server) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(metricsOf(other))
                .contains(
                    "weir_edge_requests_total{route=\"/\",status_class=\"1xx\"} 1.0",
                    "weir_tunnels_total{upstream=\"chat\"} 1.0",
                    "weir_tunnel_bytes_total{direction=\"to_client\",upstream=\"chat\"} 3.0",
                    "weir_tunnel_bytes_total{direction=\"to_upstream\",upstream=\"chat\"} 7.0",
                    "weir_upstream_in_flight{server=\"" + server + "\",upstream=\"chat\"} 0.0"));
  }

  private static String metricsOf(EdgeProxy edge) throws Exception {
    try (RawHttpClient client = new RawHttpClient(edge.adminPort())) {
      return client.get("/metrics").text();
    }
  }

  @Test
  void upstreamsPageShowsEveryServer() throws Exception {
    try (RawHttpClient client = new RawHttpClient(edge.port())) {
      client.get("/gone/");
    }
    assertThat(admin("/upstreams").text())
        .containsIgnoringWhitespaces(
            "\"server\" : \"" + refused.authority() + "\", \"state\" : \"down\"",
            "\"server\" : \"" + origin.authority() + "\", \"state\" : \"up\"");
  }

  @Test
  void failedGroupMakesTheEdgeDegradedButReady() throws Exception {
    assertThat(edge.readiness().ready()).isTrue();
    try (RawHttpClient client = new RawHttpClient(edge.port())) {
      client.get("/gone/");
    }
    assertThat(edge.readiness().conditions().get("upstream gone"))
        .isEqualTo(Condition.degraded("every server has failed"));
    assertThat(edge.readiness().ready()).isTrue();
    assertThat(admin("/readyz").status()).isEqualTo(200);
  }

  @Test
  void drainFinishesWhatIsInFlight() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    origin.on("/slow", _ -> Script.ok("done").stallBeforeHead(gate));
    try (RawHttpClient client = new RawHttpClient(edge.port())) {
      client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
      origin.take();
      Thread drain = Thread.startVirtualThread(() -> edge.drain(Duration.ofSeconds(20)));
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !edge.readiness().ready());
      gate.countDown();
      RawResponse response = client.readResponse();
      assertThat(response.text()).isEqualTo("done");
      assertThat(client.closed()).isTrue();
      drain.join();
    }
  }

  private RawResponse admin(String path) throws Exception {
    try (RawHttpClient client = new RawHttpClient(edge.adminPort())) {
      return client.get(path);
    }
  }

  private List<String> lines(String file, int count) {
    Path path = folder.resolve(file);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(path) && Files.readAllLines(path).size() >= count);
    try {
      return Files.readAllLines(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.testing.FreePorts;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.TunnelOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// RFC 6455, RFC 9110 §7.8: the cache lets WebSocket through and has no other part in it.
class WebSocketTest {

  private static final String HANDSHAKE =
      """
      GET /chat HTTP/1.1\r
      Host: site.test\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: k\r
      \r
      """;

  private static NodeFixture before(TunnelOrigin origin) throws Exception {
    NodeConfig.Admin admin = new NodeConfig.Admin("127.0.0.1", freePort(), null);
    return new NodeFixture(config ->
        NodeFixture.withAdmin(
            NodeFixture.withPeers(config, List.of(NodeFixture.parent("127.0.0.1", origin.port()))),
            admin));
  }

  private static int freePort() throws IOException {
    return FreePorts.next();
  }

  @Test
  void octetsPassBothWaysAndAreCountedWhenItIsOver() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin(TunnelOrigin.AGREED + "first");
        NodeFixture fixture = before(origin)) {
      talk(origin, fixture);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(metrics(fixture))
                  .contains(
                      "weir_tunnels_total{peer=\"127.0.0.1\"} 1.0",
                      "weir_tunnel_bytes_total{direction=\"to_client\",peer=\"127.0.0.1\"} 9.0",
                      "weir_tunnel_bytes_total{direction=\"to_upstream\",peer=\"127.0.0.1\"} 5.0"));
    }
  }

  private static void talk(TunnelOrigin origin, NodeFixture fixture) throws Exception {
    try (RawHttpClient client = new RawHttpClient(fixture.node.port())) {
      client.send(HANDSHAKE + "early");
      RawResponse head = client.readHead();
      assertThat(head.status()).isEqualTo(101);
      assertThat(head.fields().first("Sec-WebSocket-Accept")).isEqualTo("abc");
      assertThat(head.fields().first("Cache-Status"))
          .isEqualTo("node; fwd=bypass; fwd-status=101; detail=bypass");
      assertThat(head.fields().first("Upgrade")).isEqualTo("websocket");
      assertThat(client.readOctets(5)).asString(StandardCharsets.US_ASCII).isEqualTo("first");
      TunnelOrigin.Peer peer = origin.take();
      assertThat(peer.requestLine()).isEqualTo("GET /chat HTTP/1.1");
      assertThat(peer.fields().lines("Connection")).containsExactly("Upgrade");
      assertThat(peer.read(5)).isEqualTo("early");
      peer.send("more");
      assertThat(client.readOctets(4)).asString(StandardCharsets.US_ASCII).isEqualTo("more");
      peer.socket().close();
      assertThat(client.closed()).isTrue();
    }
  }

  private static String metrics(NodeFixture fixture) throws Exception {
    try (RawHttpClient client = new RawHttpClient(fixture.node.adminPort())) {
      return client.get("/metrics").text();
    }
  }

  @Test
  void refusalIsPassedOnAndNotStored() throws Exception {
    try (NodeFixture fixture = new NodeFixture()) {
      fixture.origin.enqueue(Script.ok("no").header("Cache-Control", "max-age=60"));
      fixture.origin.always(Script.ok("page").header("Cache-Control", "max-age=60"));
      try (RawHttpClient client = new RawHttpClient(fixture.node.port())) {
        assertThat(client.exchange(HANDSHAKE).text()).isEqualTo("no");
        assertThat(client.get("/chat", "Host: site.test").text()).isEqualTo("page");
        // What is stored does not answer an offer of another protocol either.
        assertThat(client.exchange(HANDSHAKE).text()).isEqualTo("page");
      }
      assertThat(fixture.origin.received()).hasSize(3);
    }
  }

  @Test
  void connectIsRefused() throws Exception {
    try (NodeFixture fixture = new NodeFixture();
        RawHttpClient client = new RawHttpClient(fixture.node.port())) {
      assertThat(
              client.exchange("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n").status())
          .isEqualTo(405);
    }
  }
}

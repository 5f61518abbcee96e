package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.testing.TunnelOrigin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455 §1.3, RFC 9110 §7.8: what client and upstream agree on is theirs; everything else stays
/// HTTP.
class WebSocketTest {

  private static final String HANDSHAKE =
      """
      GET /chat?room=1 HTTP/1.1\r
      Host: www.test\r
      Upgrade: WebSocket\r
      Connection: keep-alive, Upgrade\r
      Sec-WebSocket-Key: k\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private static final Executor ON_ITS_OWN_THREAD = Thread::startVirtualThread;

  private static EdgeUnderTest before(String authority, String options) throws Exception {
    return EdgeUnderTest.inFrontOf(options, authority);
  }

  private static RawResponse agreed(RawHttpClient client) throws IOException {
    RawResponse head = client.readHead();
    assertThat(head.status()).isEqualTo(101);
    return head;
  }

  private static String read(RawHttpClient client, int octets) throws IOException {
    return new String(client.readOctets(octets), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "keepAlive: on"})
  void octetsPassBothWays(String options) throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), options);
        RawHttpClient client = edge.client()) {
      client.send(HANDSHAKE);
      RawResponse head = agreed(client);
      assertThat(head.fields().first("Upgrade")).isEqualToIgnoringCase("websocket");
      assertThat(head.fields().first("Connection")).isEqualToIgnoringCase("upgrade");
      assertThat(head.fields().first("Sec-WebSocket-Accept")).isEqualTo("abc");
      assertThat(head.fields().contains("Content-Length")).isFalse();
      TunnelOrigin.Peer peer = origin.take();
      assertThat(peer.requestLine()).isEqualTo("GET /chat?room=1 HTTP/1.1");
      assertThat(peer.fields().lines("Connection")).containsExactly("Upgrade");
      assertThat(peer.fields().lines("Upgrade")).containsExactly("websocket");
      assertThat(peer.fields().first("Sec-WebSocket-Key")).isEqualTo("k");
      assertThat(peer.fields().first("X-Forwarded-For")).isEqualTo("127.0.0.1");
      for (int i = 0; i < 3; i++) {
        client.send("ping" + i);
        assertThat(peer.read(5)).isEqualTo("ping" + i);
        peer.send("pong" + i);
        assertThat(read(client, 5)).isEqualTo("pong" + i);
      }
    }
  }

  @Test
  void octetsThatCameTooEarlyAreNotLost() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin(TunnelOrigin.AGREED + "first");
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      client.send(HANDSHAKE + "early");
      agreed(client);
      assertThat(read(client, 5)).isEqualTo("first");
      assertThat(origin.take().read(5)).isEqualTo("early");
    }
  }

  @Test
  void halfClosedTunnelGoesOnInTheOtherDirection() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      client.send(HANDSHAKE);
      agreed(client);
      TunnelOrigin.Peer peer = origin.take();
      client.send("last");
      client.shutdownOutput();
      assertThat(peer.read(4)).isEqualTo("last");
      assertThat(peer.ended()).isTrue();
      peer.send("still here");
      assertThat(read(client, 10)).isEqualTo("still here");
      peer.socket().close();
      assertThat(client.eof()).isTrue();
    }
  }

  @Test
  void largeTransfersPassWholeBothWaysAtOnce() throws Exception {
    int size = 20_000_000;
    byte[] down = new byte[size];
    byte[] up = new byte[size];
    Arrays.fill(down, (byte) 'd');
    Arrays.fill(up, (byte) 'u');
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      client.send(HANDSHAKE);
      agreed(client);
      TunnelOrigin.Peer peer = origin.take();
      CompletableFuture<Void> sentDown = write(peer.socket(), down);
      CompletableFuture<Void> sentUp =
          CompletableFuture.runAsync(() -> unchecked(() -> client.send(up)), ON_ITS_OWN_THREAD);
      CompletableFuture<byte[]> gotUp =
          CompletableFuture.supplyAsync(() -> readFully(peer, size), ON_ITS_OWN_THREAD);
      assertThat(client.readOctets(size)).isEqualTo(down);
      assertThat(gotUp.get(60, TimeUnit.SECONDS)).isEqualTo(up);
      CompletableFuture.allOf(sentDown, sentUp).get(60, TimeUnit.SECONDS);
    }
  }

  private static CompletableFuture<Void> write(Socket socket, byte[] octets) {
    return CompletableFuture.runAsync(
        () -> unchecked(() -> socket.getOutputStream().write(octets)), ON_ITS_OWN_THREAD);
  }

  private static byte[] readFully(TunnelOrigin.Peer peer, int size) {
    try {
      return peer.in().readNBytes(size);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void unchecked(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void slowReaderHoldsTheWriterBack() throws Exception {
    int size = 60_000_000;
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      client.send(HANDSHAKE);
      agreed(client);
      TunnelOrigin.Peer peer = origin.take();
      CompletableFuture<Void> sent = write(peer.socket(), new byte[size]);
      assertThat(client.readOctets(1000)).hasSize(1000);
      // Kernel buffers take some megabytes; with the rest the writer has to wait.
      assertThat(sent).isNotDone();
      assertThat(client.readOctets(size - 1000)).hasSize(size - 1000);
      sent.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void upstreamThatBreaksOffEndsTheTunnel() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      client.send(HANDSHAKE);
      agreed(client);
      origin.take().reset();
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void clientThatBreaksOffEndsTheTunnel() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "")) {
      RawHttpClient client = edge.client();
      client.send(HANDSHAKE);
      agreed(client);
      TunnelOrigin.Peer peer = origin.take();
      client.reset();
      assertThat(peer.ended()).isTrue();
    }
  }

  @Test
  void silenceEndsTheTunnel() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "tunnelIdleTimeout: 4s");
        RawHttpClient client = edge.client()) {
      client.send(HANDSHAKE);
      agreed(client);
      TunnelOrigin.Peer peer = origin.take();
      client.send("x");
      assertThat(peer.read(1)).isEqualTo("x");
      assertThat(client.closed()).isTrue();
      assertThat(peer.ended()).isTrue();
    }
  }

  // The upstream need not agree.
  @Test
  void refusalIsAnAnswerLikeAnyOther() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      origin.enqueue(Script.ok("no").status(426).header("Upgrade", "h2c"));
      origin.always(Script.ok("next"));
      RawResponse refused = client.exchange(HANDSHAKE);
      assertThat(refused.status()).isEqualTo(426);
      assertThat(refused.text()).isEqualTo("no");
      assertThat(client.get("/next").text()).isEqualTo("next");
    }
  }

  // Another protocol than WebSocket could carry requests past everybody who judges them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1~Upgrade: h2c~Connection: Upgrade, HTTP2-Settings~HTTP2-Settings: AAMAAABk",
        "GET / HTTP/1.1~Upgrade: websocket, h2c~Connection: Upgrade",
        "GET / HTTP/1.0~Upgrade: websocket~Connection: Upgrade",
        "POST / HTTP/1.1~Upgrade: websocket~Connection: Upgrade~Content-Length: 0",
      })
  void noOtherUpgradeIsOffered(String head) throws Exception {
    String request = head.replace("~", "\r\n") + "\r\nHost: a\r\n\r\n";
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      origin.always(Script.ok("plain"));
      assertThat(client.exchange(request).text()).isEqualTo("plain");
      ReceivedRequest received = origin.take();
      assertThat(received.fields().contains("Upgrade")).isFalse();
      assertThat(received.fields().contains("HTTP2-Settings")).isFalse();
      assertThat(received.fields().lines("Connection")).containsExactly("close");
    }
  }

  @Test
  void consentNobodyAskedForIsAFault() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      assertThat(client.get("/").status()).isEqualTo(502);
    }
  }

  @Test
  void connectIsRefused() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "");
        RawHttpClient client = edge.client()) {
      RawResponse refused =
          client.exchange("CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n");
      assertThat(refused.status()).isEqualTo(405);
    }
  }

  @Test
  void manyTunnelsLeaveNothingBehind() throws Exception {
    try (TunnelOrigin origin = new TunnelOrigin();
        EdgeUnderTest edge = before(origin.authority(), "")) {
      for (int i = 0; i < 20; i++) {
        try (RawHttpClient client = edge.client()) {
          client.send(HANDSHAKE);
          agreed(client);
          TunnelOrigin.Peer peer = origin.take();
          client.send("x");
          assertThat(peer.read(1)).isEqualTo("x");
          peer.socket().close();
          assertThat(client.closed()).isTrue();
        }
      }
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> edge.connections() == 0);
    }
  }
}

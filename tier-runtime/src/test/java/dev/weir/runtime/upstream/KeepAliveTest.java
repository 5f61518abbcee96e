package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.ProxyError;
import dev.weir.testing.Script;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections are used again or not, as the switch says, and a stale one is nobody's misfortune.
final class KeepAliveTest {

  private UpstreamFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamFixture();
  }

  @AfterEach
  void stop() throws Exception {
    upstream.close();
  }

  private RecordedExchange kept(String method) {
    upstream.untilAllIsIdle();
    return upstream.send(UpstreamFixture.keptAlive(upstream.request(method, "/", null)));
  }

  @Test
  void oneConnectionServesManyExchanges() {
    upstream.origin.always(Script.ok("x"));
    for (int i = 0; i < 5; i++) {
      assertThat(kept("GET").text()).isEqualTo("x");
    }
    assertThat(upstream.origin.connections()).isEqualTo(1);
    assertThat(upstream.origin.openConnections()).isEqualTo(1);
  }

  @Test
  void withoutKeepAliveEveryExchangeHasItsOwnConnection() {
    upstream.origin.always(Script.ok("x"));
    for (int i = 0; i < 5; i++) {
      assertThat(upstream.get("/").text()).isEqualTo("x");
    }
    assertThat(upstream.origin.connections()).isEqualTo(5);
    upstream.untilNothingIsOpen();
  }

  @Test
  void hardlyAConnectionIsOpenedToSpare() {
    upstream.origin.always(Script.ok("x"));
    for (int round = 0; round < 10; round++) {
      List<RecordedExchange> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(upstream.get("/"));
      }
      all.forEach(exchange -> assertThat(exchange.text()).isEqualTo("x"));
    }
    upstream.untilNothingIsOpen();
    // Two connections opened in the same moment may each be missed by the count of the other.
    assertThat(upstream.origin.connections()).isBetween(100, 110);
  }

  @Test
  void exchangesBeyondTheLimitWaitForAConnection() throws Exception {
    try (var narrow = new UpstreamFixture(UpstreamFixture.narrow(1, 20))) {
      narrow.origin.always(Script.ok("x"));
      List<RecordedExchange> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(narrow.send(UpstreamFixture.keptAlive(narrow.request("GET", "/", null))));
      }
      all.forEach(exchange -> assertThat(exchange.text()).isEqualTo("x"));
      assertThat(narrow.origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void exchangesBeyondTheQueueFailAtOnce() throws Exception {
    try (var narrow = new UpstreamFixture(UpstreamFixture.narrow(1, 20))) {
      var gate = new CountDownLatch(1);
      narrow.origin.always(Script.ok("x").stallBeforeHead(gate));
      List<RecordedExchange> all = new ArrayList<>();
      all.add(narrow.get("/"));
      narrow.origin.take();
      for (int i = 0; i < 20; i++) {
        all.add(narrow.get("/"));
      }
      UpstreamFailure failure = narrow.get("/").failure();
      assertThat(failure.error()).isEqualTo(ProxyError.CONNECTION_LIMIT_REACHED);
      assertThat(failure.sent()).isEqualTo(Sent.NOTHING);
      gate.countDown();
      all.forEach(exchange -> assertThat(exchange.text()).isEqualTo("x"));
      assertThat(narrow.origin.connections()).isEqualTo(21);
    }
  }

  @Test
  void unusedConnectionIsClosed() throws Exception {
    UpstreamClientSettings defaults = UpstreamClientSettings.DEFAULTS;
    var forgetful =
        new UpstreamClientSettings(
            1,
            1,
            defaults.responseHeadLimitBytes(),
            defaults.requestHeadLimitBytes(),
            Duration.ofMillis(100));
    try (var impatient = new UpstreamFixture(forgetful)) {
      impatient.origin.always(Script.ok("x"));
      UpstreamRequest request = impatient.request("GET", "/", null);
      assertThat(impatient.send(UpstreamFixture.keptAlive(request)).text()).isEqualTo("x");
      impatient.untilNothingIsOpen();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> impatient.client.load().open() == 0);
    }
  }

  @Test
  void announcedCloseEndsTheConnection() {
    upstream.origin.always(Script.ok("x").header("Connection", "close").closeAfter());
    kept("GET").text();
    kept("GET").text();
    assertThat(upstream.origin.connections()).isEqualTo(2);
  }

  // RFC 9112 §9.3.1: the upstream had closed the connection when the request came.
  @Test
  void idempotentRequestOnAStaleConnectionIsSentOnceMore() {
    upstream.origin.enqueue(Script.ok("first"));
    upstream.origin.enqueue(Script.raw(""));
    upstream.origin.enqueue(Script.ok("second"));
    assertThat(kept("GET").text()).isEqualTo("first");
    RecordedExchange exchange = kept("GET");
    assertThat(exchange.text()).isEqualTo("second");
    assertThat(exchange.calls()).containsExactly("response 200");
    assertThat(upstream.origin.connections()).isEqualTo(2);
    assertThat(upstream.origin.received()).hasSize(3);
  }

  @Test
  void requestThatMayHaveDoneSomethingIsNotRepeated() {
    upstream.origin.enqueue(Script.ok("first"));
    upstream.origin.enqueue(Script.raw(""));
    assertThat(kept("GET").text()).isEqualTo("first");
    UpstreamFailure failure = kept("POST").failure();
    assertThat(failure.error()).isEqualTo(ProxyError.CONNECTION_TERMINATED);
    assertThat(failure.sent()).isNotEqualTo(Sent.NOTHING);
    assertThat(upstream.origin.received()).hasSize(2);
  }

  @Test
  void requestWithContentIsNotRepeated() {
    upstream.origin.enqueue(Script.ok("first"));
    upstream.origin.enqueue(Script.raw(""));
    assertThat(kept("GET").text()).isEqualTo("first");
    var content = new ByteBufferContentSource(ByteBuffer.allocate(3));
    RecordedExchange exchange =
        upstream.send(UpstreamFixture.keptAlive(upstream.request("PUT", "/", content)));
    assertThat(exchange.failure().error()).isEqualTo(ProxyError.CONNECTION_TERMINATED);
  }

  @Test
  void freshConnectionThatBreaksIsNotRepeated() {
    upstream.origin.enqueue(Script.raw(""));
    assertThat(kept("GET").failure().error()).isEqualTo(ProxyError.CONNECTION_TERMINATED);
    assertThat(upstream.origin.connections()).isEqualTo(1);
  }

  @Test
  void brokenHeadOnAUsedConnectionIsNotRepeated() {
    upstream.origin.enqueue(Script.ok("first"));
    upstream.origin.enqueue(Script.raw("HTTP/1.1 200"));
    assertThat(kept("GET").text()).isEqualTo("first");
    assertThat(kept("GET").failure().error()).isEqualTo(ProxyError.CONNECTION_TERMINATED);
    assertThat(upstream.origin.connections()).isEqualTo(1);
  }

  @Test
  void connectionIsNotUsedAgainWhenItsResponseBrokeOff() {
    upstream.origin.enqueue(Script.raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"));
    upstream.origin.enqueue(Script.ok("good"));
    assertThat(kept("GET").contentFailure().error()).isEqualTo(ProxyError.HTTP_RESPONSE_INCOMPLETE);
    assertThat(kept("GET").text()).isEqualTo("good");
  }
}

package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The fixtures against each other: what one writes the other reads.
final class FixturesTest {

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin();
  }

  @AfterEach
  void stop() throws Exception {
    origin.close();
  }

  @Test
  void answersComeInOrderOnOneConnection() throws Exception {
    origin.enqueue(Script.ok("one").noDate());
    origin.enqueue(Script.ok("two").status(404).chunked(2).trailer("X-Sum", "7").header("A", "b"));
    origin.on("/routed", request -> Script.ok(request.target()));
    try (var client = new RawHttpClient(origin.port())) {
      client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
      RawResponse one = client.readResponse();
      assertThat(one.text()).isEqualTo("one");
      assertThat(one.fields().size()).isEqualTo(1);
      assertThat(client.get("/routed?x").text()).isEqualTo("/routed?x");
      RawResponse two = client.get("/2");
      assertThat(two.status()).isEqualTo(404);
      assertThat(two.text()).isEqualTo("two");
      assertThat(two.fields().first("a")).isEqualTo("b");
      assertThat(two.trailers().first("x-sum")).isEqualTo("7");
    }
    assertThat(origin.connections()).isEqualTo(1);
    assertThat(origin.received()).extracting(ReceivedRequest::target).startsWith("/1", "/routed?x");
  }

  @Test
  void requestContentIsRecordedWithoutItsCoding() throws Exception {
    origin.always(Script.ok(""));
    try (var client = new RawHttpClient(origin.port())) {
      client.exchange("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
      client.send("POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: u\r\n\r\n").readResponse();
    }
    assertThat(origin.take().text()).isEqualTo("abc");
    ReceivedRequest chunked = origin.take();
    assertThat(chunked.text()).isEqualTo("abcde");
    assertThat(chunked.trailers().first("t")).isEqualTo("u");
  }

  @Test
  void cutRequestIsNotACompleteOne() throws Exception {
    try (var client = new RawHttpClient(origin.port())) {
      client.send("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    }
    assertThat(origin.takeCut().text()).isEqualTo("abc");
    assertThat(origin.received()).isEmpty();
  }

  @Test
  void cutAndResetLookDifferent() throws Exception {
    origin.enqueue(Script.ok("0123456789").cutAfter(4));
    origin.enqueue(Script.ok("0123456789").resetAfter(4));
    try (var client = new RawHttpClient(origin.port())) {
      RawResponse cut = client.get("/");
      assertThat(cut.complete()).isFalse();
      assertThat(cut.text()).isEqualTo("0123");
      assertThat(client.eof()).isTrue();
    }
    try (var client = new RawHttpClient(origin.port())) {
      assertThat(client.get("/").complete()).isFalse();
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void interimResponsesPrecedeTheHead() throws Exception {
    var gate = new CountDownLatch(1);
    origin.enqueue(Script.ok("x").informational(103, "Link: </a>").stallBeforeHead(gate));
    try (var client = new RawHttpClient(origin.port())) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(client.readResponse().fields().first("link")).isEqualTo("</a>");
      gate.countDown();
      assertThat(client.readResponse().text()).isEqualTo("x");
    }
  }

  @Test
  void expectationIsAnsweredBeforeTheContent() throws Exception {
    origin.enqueue(Script.ok("done"));
    origin.enqueue(Script.of(417).beforeContent().closeAfter());
    try (var client = new RawHttpClient(origin.port())) {
      client.send("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(100);
      assertThat(client.send("x").readResponse().text()).isEqualTo("done");
      client.send("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
      assertThat(client.readResponse().status()).isEqualTo(417);
    }
  }

  @Test
  void departureOfTheClientIsNoticedDuringAStall() throws Exception {
    origin.enqueue(Script.ok("0123456789").stallAfter(5, new CountDownLatch(1)));
    try (var client = new RawHttpClient(origin.port())) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      client.readHead();
      assertThat(client.readOctets(5)).asString(StandardCharsets.US_ASCII).isEqualTo("01234");
      assertThat(origin.openConnections()).isEqualTo(1);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(origin.openConnections()).isZero());
  }

  @Test
  void refusedAndUnansweredPortsAreThat() throws Exception {
    try (var refused = new RefusedPort();
        var unanswered = new UnansweredPort();
        var toRefused = new Socket();
        var toUnanswered = new Socket()) {
      assertThatThrownBy(() -> toRefused.connect(refused.address(), 20_000))
          .isInstanceOf(ConnectException.class);
      assertThatThrownBy(() -> toUnanswered.connect(unanswered.address(), 300))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}

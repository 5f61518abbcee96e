package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.ProxyError;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request's content streams to the upstream, and never looks whole when it is not.
final class RequestContentTest {

  private UpstreamFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamFixture();
    upstream.origin.always(Script.ok("done"));
  }

  @AfterEach
  void stop() throws Exception {
    upstream.close();
  }

  private static ByteBuffer octets(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "GET", "DELETE", "PATCH", "SEARCH"})
  void contentOfUnknownLengthGoesInChunks(String method) throws Exception {
    var content = new ByteBufferContentSource(octets("abc"), octets("defg"));
    RecordedExchange exchange = upstream.send(upstream.request(method, "/", content));
    assertThat(exchange.text()).isEqualTo("done");
    ReceivedRequest received = upstream.origin.take();
    assertThat(received.text()).isEqualTo("abcdefg");
    assertThat(received.fields().first("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(received.fields().contains("Content-Length")).isFalse();
    assertThat(received.fields().contains("Content-Type")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void contentOfKnownLengthGoesAsItIs(String method) throws Exception {
    var content = new ByteBufferContentSource(octets("abc"), octets("defg"));
    upstream.send(upstream.request(method, "/", content, "Content-Length", "7")).text();
    ReceivedRequest received = upstream.origin.take();
    assertThat(received.text()).isEqualTo("abcdefg");
    assertThat(received.fields().first("Content-Length")).isEqualTo("7");
    assertThat(received.fields().contains("Transfer-Encoding")).isFalse();
  }

  @Test
  void emptyContentIsComplete() throws Exception {
    upstream.post("/", new ByteBufferContentSource()).text();
    upstream
        .send(upstream.request("POST", "/", new ByteBufferContentSource(), "Content-Length", "0"))
        .text();
    assertThat(upstream.origin.take().content()).isEmpty();
    assertThat(upstream.origin.take().fields().first("Content-Length")).isEqualTo("0");
  }

  @Test
  void trailersFollowTheLastChunk() throws Exception {
    var content =
        new ListedContent(
            Content.Chunk.from(octets("abc"), false),
            new Trailers(HttpFields.build().add("X-Sum", "3")));
    RecordedExchange exchange = upstream.post("/", content);
    assertThat(exchange.text()).isEqualTo("done");
    ReceivedRequest received = upstream.origin.take();
    assertThat(received.text()).isEqualTo("abc");
    assertThat(received.trailers().first("X-Sum")).isEqualTo("3");
  }

  @Test
  void contentIsSentWhileItComes() throws Exception {
    var content = new AsyncContent();
    RecordedExchange exchange = upstream.post("/", content);
    var taken = new Callback.Completable();
    content.write(false, octets("first"), taken);
    RecordedExchange.get(taken);
    content.write(false, octets("second"), Callback.NOOP);
    content.close();
    assertThat(exchange.text()).isEqualTo("done");
    assertThat(upstream.origin.take().text()).isEqualTo("firstsecond");
  }

  // RFC 9112 §8, FWD-CUT: a cut request must not reach the upstream as a whole one.
  @Test
  void brokenContentIsNeverFinished() throws Exception {
    var content = new AsyncContent();
    RecordedExchange exchange = upstream.post("/", content);
    var taken = new Callback.Completable();
    content.write(false, octets("abc"), taken);
    RecordedExchange.get(taken);
    content.fail(new IOException("client has gone"));
    UpstreamFailure failure = exchange.failure();
    assertThat(failure.error()).isEqualTo(ProxyError.HTTP_REQUEST_ERROR);
    assertThat(failure.sent()).isEqualTo(Sent.PARTLY);
    assertThat(failure.detail()).contains("client has gone");
    assertThat(upstream.origin.takeCut().text()).isIn("", "abc");
    assertThat(upstream.origin.received()).isEmpty();
    upstream.untilNothingIsOpen();
  }

  @Test
  void contentShorterThanItsLengthIsBroken() throws Exception {
    var content = new ByteBufferContentSource(octets("abc"));
    RecordedExchange exchange =
        upstream.send(upstream.request("POST", "/", content, "Content-Length", "7"));
    assertThat(exchange.failure().error()).isEqualTo(ProxyError.HTTP_REQUEST_ERROR);
    upstream.untilNothingIsOpen();
    assertThat(upstream.origin.received()).isEmpty();
  }

  // The octets up to the length may have gone out, and been answered, before the rest shows up.
  @Test
  void contentBeyondItsLengthNeverReachesTheUpstream() {
    var content =
        new ByteBufferContentSource(octets("abc"), octets("GET /hidden HTTP/1.1\r\n\r\n"));
    UpstreamRequest request = upstream.request("POST", "/", content, "Content-Length", "3");
    RecordedExchange exchange = upstream.send(UpstreamFixture.keptAlive(request));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !exchange.calls().isEmpty());
    exchange.abort(new IOException("enough"));
    upstream.untilNothingIsOpen();
    assertThat(upstream.origin.received()).allMatch(received -> received.text().equals("abc"));
    assertThat(upstream.origin.faults()).isEmpty();
  }

  @Test
  void earlyResponseIsDeliveredAndEndsTheUpload() throws Exception {
    upstream.origin.enqueue(Script.ok("too large").status(413).beforeContent().closeAfter());
    var content = new AsyncContent();
    RecordedExchange exchange = upstream.post("/", content);
    content.write(false, octets("abc"), Callback.NOOP);
    assertThat(exchange.response().status()).isEqualTo(413);
    assertThat(exchange.text()).isEqualTo("too large");
    assertThat(exchange.calls()).containsExactly("response 413");
    upstream.untilNothingIsOpen();
    content.fail(new IOException("not wanted"));
  }

  @Test
  void earlyResponseSurvivesAnUpstreamThatStopsReading() {
    var gate = new CountDownLatch(1);
    upstream.origin.enqueue(
        Script.ok("no more").status(413).beforeContent().stallAfter(3, gate).resetAfter(7));
    var content = new EndlessContent();
    RecordedExchange exchange = upstream.post("/", content);
    assertThat(exchange.response().status()).isEqualTo(413);
    gate.countDown();
    assertThat(exchange.text()).isEqualTo("no more");
    upstream.untilNothingIsOpen();
  }

  @Test
  void slowUpstreamHoldsTheContentBack() {
    var gate = new CountDownLatch(1);
    upstream.origin.enqueue(Script.ok("").beforeContent().stallBeforeHead(gate));
    var content = new EndlessContent();
    RecordedExchange exchange = upstream.post("/", content);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> content.hasPausedFor(Duration.ofMillis(500)));
    assertThat(content.octets()).isLessThan(64L << 20);
    exchange.abort(new IOException("enough"));
    assertThat(exchange.failure().sent()).isEqualTo(Sent.PARTLY);
    gate.countDown();
    upstream.untilNothingIsOpen();
  }

  // RFC 9110 §10.1.1
  @Test
  void expectedContinueSetsTheContentFree() throws Exception {
    var content = new AsyncContent();
    RecordedExchange exchange =
        upstream.send(upstream.request("PUT", "/", content, "Expect", "100-continue"));
    assertThat(exchange.interim().status()).isEqualTo(100);
    content.write(true, octets("abc"), Callback.NOOP);
    assertThat(exchange.text()).isEqualTo("done");
    assertThat(upstream.origin.take().text()).isEqualTo("abc");
  }

  @Test
  void refusedExpectationLeavesTheContentUnread() {
    upstream.origin.enqueue(Script.ok("no").status(417).beforeContent());
    var content = new EndlessContent();
    RecordedExchange exchange =
        upstream.send(upstream.request("PUT", "/", content, "Expect", "100-continue"));
    assertThat(exchange.response().status()).isEqualTo(417);
    assertThat(exchange.text()).isEqualTo("no");
    assertThat(content.octets()).isZero();
    upstream.untilNothingIsOpen();
  }
}

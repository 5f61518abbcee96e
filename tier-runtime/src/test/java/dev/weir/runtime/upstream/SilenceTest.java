package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.ProxyError;
import dev.weir.testing.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Waiting for an upstream ends; waiting for a client is not the upstream's fault.
final class SilenceTest {

  private static final Duration LONG = UpstreamFixture.LONG;

  /// For what is sure to time out.
  private static final Duration SHORT = Duration.ofMillis(500);

  /// For what is to go on well although the machine may stand still for a while.
  private static final Duration IDLE = Duration.ofSeconds(3);

  private final CountDownLatch gate = new CountDownLatch(1);
  private UpstreamFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamFixture();
  }

  @AfterEach
  void stop() throws Exception {
    gate.countDown();
    upstream.close();
  }

  private RecordedExchange within(UpstreamTimeouts timeouts) {
    return upstream.send(UpstreamFixture.within(upstream.request("GET", "/", null), timeouts));
  }

  /// By the time others have timed out one after the other, whoever waits since before could have,
  /// too.
  private void letIdleTimeoutsPass() {
    upstream.origin.on("/idle", _ -> Script.ok("0123456789").stallAfter(4, gate));
    for (int i = 0; i < 2; i++) {
      UpstreamRequest idle = upstream.request("GET", "/idle", null);
      RecordedExchange exchange =
          upstream.send(UpstreamFixture.within(idle, new UpstreamTimeouts(LONG, LONG, IDLE)));
      assertThat(exchange.contentFailure().error()).isEqualTo(ProxyError.CONNECTION_READ_TIMEOUT);
    }
  }

  @Test
  void headThatDoesNotComeTimesOut() {
    upstream.origin.enqueue(Script.ok("x").stallBeforeHead(gate));
    UpstreamFailure failure = within(new UpstreamTimeouts(LONG, SHORT, LONG)).failure();
    assertThat(failure.error()).isEqualTo(ProxyError.HTTP_RESPONSE_TIMEOUT);
    assertThat(failure.sent()).isEqualTo(Sent.WHOLE);
    upstream.untilNothingIsOpen();
  }

  @Test
  void interimResponsesDoNotProlongTheWait() throws Exception {
    upstream.origin.enqueue(Script.ok("x").informational(102).stallBeforeHead(gate));
    RecordedExchange exchange = within(new UpstreamTimeouts(LONG, SHORT, LONG));
    assertThat(exchange.interim().status()).isEqualTo(102);
    assertThat(exchange.failure().error()).isEqualTo(ProxyError.HTTP_RESPONSE_TIMEOUT);
  }

  @Test
  void idleTimeoutDoesNotShortenTheWaitForTheHead() {
    upstream.origin.enqueue(Script.ok("late").stallBeforeHead(gate));
    RecordedExchange exchange = within(new UpstreamTimeouts(LONG, LONG, IDLE));
    letIdleTimeoutsPass();
    assertThat(exchange.calls()).isEmpty();
    gate.countDown();
    assertThat(exchange.text()).isEqualTo("late");
  }

  @Test
  void contentThatStopsTimesOut() {
    upstream.origin.enqueue(Script.ok("0123456789").stallAfter(4, gate));
    RecordedExchange exchange = within(new UpstreamTimeouts(LONG, LONG, IDLE));
    RecordedExchange.Ending ending = exchange.ending();
    assertThat(ending.text()).isEqualTo("0123");
    assertThat(ending.failure())
        .isInstanceOfSatisfying(
            UpstreamException.class,
            e -> assertThat(e.failure().error()).isEqualTo(ProxyError.CONNECTION_READ_TIMEOUT));
    upstream.untilNothingIsOpen();
  }

  @Test
  void readerMayTakeItsTime() {
    String large = "0123456789".repeat(1_000_000);
    upstream.origin.enqueue(Script.ok(large));
    RecordedExchange exchange = within(new UpstreamTimeouts(LONG, LONG, IDLE));
    exchange.response();
    letIdleTimeoutsPass();
    assertThat(exchange.text()).hasSize(large.length());
  }

  @Test
  void senderMayTakeItsTime() {
    upstream.origin.enqueue(Script.ok("done"));
    var content = new AsyncContent();
    RecordedExchange exchange =
        upstream.send(
            UpstreamFixture.within(
                upstream.request("POST", "/", content), new UpstreamTimeouts(LONG, LONG, IDLE)));
    letIdleTimeoutsPass();
    assertThat(exchange.calls()).isEmpty();
    content.write(true, StandardCharsets.US_ASCII.encode("late"), Callback.NOOP);
    assertThat(exchange.text()).isEqualTo("done");
  }

  @Test
  void upstreamThatStopsReadingTimesOut() {
    upstream.origin.enqueue(Script.ok("").beforeContent().stallBeforeHead(gate));
    RecordedExchange exchange =
        upstream.send(
            UpstreamFixture.within(
                upstream.request("POST", "/", new EndlessContent()),
                new UpstreamTimeouts(LONG, LONG, SHORT)));
    UpstreamFailure failure = exchange.failure();
    assertThat(failure.error()).isEqualTo(ProxyError.CONNECTION_WRITE_TIMEOUT);
    assertThat(failure.sent()).isEqualTo(Sent.PARTLY);
  }

  @Test
  void expectedContinueThatNeverComesTimesOut() {
    upstream.origin.enqueue(Script.ok("").beforeContent().stallBeforeHead(gate));
    UpstreamRequest request =
        upstream.request("PUT", "/", new AsyncContent(), "Expect", "100-continue");
    RecordedExchange exchange =
        upstream.send(UpstreamFixture.within(request, new UpstreamTimeouts(LONG, SHORT, LONG)));
    assertThat(exchange.failure().error()).isEqualTo(ProxyError.HTTP_RESPONSE_TIMEOUT);
  }

  @Test
  void abortWhileWaitingForTheHeadClosesTheConnection() throws Exception {
    upstream.origin.enqueue(Script.ok("x").stallBeforeHead(gate));
    RecordedExchange exchange = upstream.get("/");
    upstream.origin.take();
    exchange.abort(new IOException("client has gone"));
    assertThat(exchange.failure().detail()).contains("client has gone");
    exchange.abort(new IOException("again"));
    upstream.untilNothingIsOpen();
    assertThat(exchange.calls()).hasSize(1);
  }

  @Test
  void abortWithinTheContentClosesTheConnection() {
    upstream.origin.enqueue(Script.ok("0123456789").stallAfter(4, gate));
    RecordedExchange exchange = upstream.get("/");
    exchange.response();
    exchange.abort(new IOException("client has gone"));
    assertThat(exchange.contentFailure().detail()).contains("client has gone");
    upstream.untilNothingIsOpen();
  }

  @Test
  void failedContentClosesTheConnection() {
    upstream.origin.enqueue(Script.ok("0123456789".repeat(1_000_000)));
    RecordedExchange exchange = upstream.get("/");
    exchange.response().content().fail(new IOException("no room"));
    upstream.untilNothingIsOpen();
  }

  @Test
  void slowReaderHoldsTheUpstreamBack() {
    upstream.origin.enqueue(Script.ok(new byte[64 << 20]));
    RecordedExchange exchange = upstream.get("/");
    exchange.response();
    var seen = new long[] {-1};
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(300))
        .until(() -> {
          long before = seen[0];
          seen[0] = upstream.origin.writtenOctets();
          return seen[0] == before;
        });
    assertThat(upstream.origin.writtenOctets()).isLessThan(32L << 20);
    assertThat(exchange.text()).hasSize(64 << 20);
  }
}

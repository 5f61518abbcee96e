package dev.weir.runtime.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.ProxyError;
import dev.weir.testing.RefusedPort;
import dev.weir.testing.Script;
import dev.weir.testing.UnansweredPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a connection comes about, and every way in which it does not.
final class ConnectTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  private UpstreamFixture upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamFixture();
  }

  @AfterEach
  void stop() throws Exception {
    upstream.close();
  }

  private UpstreamRequest to(String address) {
    return UpstreamFixture.to(UpstreamAddress.parse(address), upstream.request("GET", "/", null));
  }

  private static UpstreamTimeouts connectWithin(Duration connect) {
    return new UpstreamTimeouts(connect, UpstreamFixture.LONG, UpstreamFixture.LONG);
  }

  @Test
  void refusedConnectionIsReportedAsThat() throws Exception {
    try (var refused = new RefusedPort()) {
      UpstreamFailure failure = upstream.send(to(refused.authority())).failure();
      assertThat(failure.error()).isEqualTo(ProxyError.CONNECTION_REFUSED);
      assertThat(failure.sent()).isEqualTo(Sent.NOTHING);
    }
  }

  @Test
  void refusalLeavesContentUnread() throws Exception {
    try (var refused = new RefusedPort()) {
      var content = new EndlessContent();
      UpstreamRequest request =
          UpstreamFixture.to(
              UpstreamAddress.parse(refused.authority()), upstream.request("POST", "/", content));
      assertThat(upstream.send(request).failure().sent()).isEqualTo(Sent.NOTHING);
      assertThat(content.octets()).isZero();
    }
  }

  @Test
  void everyoneRefusedHearsOfIt() throws Exception {
    try (var refused = new RefusedPort()) {
      List<RecordedExchange> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(upstream.send(to(refused.authority())));
      }
      assertThat(all)
          .allSatisfy(exchange ->
              assertThat(exchange.failure().error()).isEqualTo(ProxyError.CONNECTION_REFUSED));
    }
  }

  @Test
  void unansweredConnectionTimesOut() throws Exception {
    try (var unanswered = new UnansweredPort()) {
      UpstreamFailure failure =
          upstream
              .send(UpstreamFixture.within(to(unanswered.authority()), connectWithin(SHORT)))
              .failure();
      assertThat(failure.error()).isEqualTo(ProxyError.CONNECTION_TIMEOUT);
      assertThat(failure.sent()).isEqualTo(Sent.NOTHING);
    }
  }

  @Test
  void waitingForAFreeConnectionTimesOutAsLimit() throws Exception {
    UpstreamClientSettings defaults = UpstreamClientSettings.DEFAULTS;
    try (var narrow =
        new UpstreamFixture(
            new UpstreamClientSettings(
                1,
                9,
                defaults.responseHeadLimitBytes(),
                defaults.requestHeadLimitBytes(),
                defaults.pooledIdle()))) {
      var gate = new CountDownLatch(1);
      narrow.origin.enqueue(Script.ok("slow").stallBeforeHead(gate));
      RecordedExchange first = narrow.get("/");
      narrow.origin.take();
      UpstreamFailure failure =
          narrow
              .send(UpstreamFixture.within(narrow.request("GET", "/", null), connectWithin(SHORT)))
              .failure();
      assertThat(failure.error()).isEqualTo(ProxyError.CONNECTION_LIMIT_REACHED);
      assertThat(failure.sent()).isEqualTo(Sent.NOTHING);
      gate.countDown();
      assertThat(first.text()).isEqualTo("slow");
    }
  }

  @Test
  void nameIsLookedUp() {
    upstream.origin.always(Script.ok("x"));
    assertThat(upstream.send(to("localhost:" + upstream.origin.port())).text()).isEqualTo("x");
  }

  // RFC 6761 §6.4: never resolves
  @Test
  void unknownNameIsReportedAsThat() {
    UpstreamFailure failure = upstream.send(to("no_such-host.invalid:80")).failure();
    assertThat(failure.error()).isEqualTo(ProxyError.DNS_ERROR);
    assertThat(failure.sent()).isEqualTo(Sent.NOTHING);
  }

  @Test
  void missingUnixSocketIsRefused() {
    assertThat(upstream.send(to("unix:/nonexistent/weir.sock")).failure().error())
        .isEqualTo(ProxyError.CONNECTION_REFUSED);
  }

  @Test
  void unixSocketIsSpokenTo() throws Exception {
    upstream.origin.always(Script.ok("through the file system"));
    Path directory = Files.createTempDirectory("weir");
    Path socket = directory.resolve("up.sock");
    try (var relay = new UnixRelay(socket, upstream.origin.port())) {
      for (int i = 0; i < 3; i++) {
        upstream.untilAllIsIdle();
        RecordedExchange exchange =
            upstream.send(UpstreamFixture.keptAlive(to("unix:" + relay.path())));
        assertThat(exchange.text()).isEqualTo("through the file system");
      }
      assertThat(upstream.origin.connections()).isEqualTo(1);
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(directory);
    }
  }

  @Test
  void closedClientFailsExchanges() throws IOException {
    upstream.client.close();
    assertThat(upstream.get("/").failure().sent()).isEqualTo(Sent.NOTHING);
  }
}

package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The engine as a handler in a server that is not ours, whose buffer pool remembers every buffer
/// it has lent.
class MountedEngineTest {

  private final ArrayByteBufferPool.Tracking pool = new ArrayByteBufferPool.Tracking();
  private ScriptedOrigin origin;
  private Server server;
  private ServerConnector connector;
  private CacheEngine engine;

  @BeforeEach
  void start() throws Exception {
    var clock = new ManualClock();
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    server = new Server(new QueuedThreadPool(), null, pool);
    connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    engine =
        new CacheEngine(
            NodeFixture.config("node", List.of(NodeFixture.parent("127.0.0.1", origin.port()))),
            server,
            clock,
            (exchange, ending) -> {});
    server.setHandler(engine.handler());
    engine.start();
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    engine.close();
    origin.close();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(pool.getLeaks()).isEmpty());
  }

  private RawResponse get(String target) throws IOException {
    try (var client = new RawHttpClient(connector.getLocalPort())) {
      return client.exchange(NodeFixture.request("GET", target));
    }
  }

  @Test
  void handlerNeverBlocks() {
    assertThat(engine.handler().getInvocationType().name()).isEqualTo("NON_BLOCKING");
  }

  @Test
  void everyBufferIsGivenBackWhateverHappens() throws Exception {
    origin.on("/kept", asked -> Script.ok("page").header("Cache-Control", "max-age=60"));
    origin.on("/passed", asked -> Script.ok(new byte[300_000]).header("Cache-Control", "no-store"));
    origin.on("/cut", asked -> Script.ok(new byte[300_000]).cutAfter(100_000));
    origin.on(
        "/chunks",
        asked -> Script.ok(new byte[9000]).chunked(100).header("Cache-Control", "no-store"));

    assertThat(get("/kept").text()).isEqualTo("page");
    assertThat(get("/kept").text()).isEqualTo("page");
    assertThat(get("/passed").body()).hasSize(300_000);
    assertThat(get("/chunks").body()).hasSize(9000);
    assertThat(get("/cut").complete()).isFalse();
    for (int i = 0; i < 10; i++) {
      leaveInTheMiddle("/passed");
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> engine.figures().fetches() == 0);
  }

  private void leaveInTheMiddle(String target) throws IOException {
    try (var client = new RawHttpClient(connector.getLocalPort())) {
      client.send(NodeFixture.request("GET", target));
      client.readHead();
      client.reset();
    }
  }
}

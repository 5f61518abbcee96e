package dev.weir.workbench.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RefusedPort;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.workbench.bench.load.Visitors.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Single requests at an open pace: over which connections, and what is counted.
final class RequestRunTest {

  private static final int CONNECTIONS = 5;

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin = new ScriptedOrigin();
    origin.always(Script.ok("x"));
  }

  @AfterEach
  void stop() throws IOException {
    origin.close();
  }

  private static LoadResult run(int port, KeepAlive keepAlive) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return RequestRun.run(
        new Visitors(address, "h", keepAlive, CONNECTIONS),
        "/a",
        new Pace.Open(500, 1),
        Duration.ofMillis(50));
  }

  @Test
  void connectionsThatStandAreOpenedByRequestsThatDoNotCount() throws IOException {
    LoadResult result = run(origin.port(), KeepAlive.ON);

    assertThat(result.failure()).isNull();
    assertThat(result.requests()).isEqualTo(result.views()).isPositive();
    assertThat(origin.received()).hasSize((int) result.requests() + CONNECTIONS);
    assertThat(origin.connections()).isEqualTo(CONNECTIONS);
  }

  @Test
  void connectionsOfOneRequestEachAreNotOpenedBefore() throws IOException {
    LoadResult result = run(origin.port(), KeepAlive.OFF);

    assertThat(origin.received()).hasSize((int) result.requests());
  }

  @Test
  void aServerThatIsNotThereIsAFailureOfEveryRequest() throws IOException {
    try (RefusedPort refused = new RefusedPort()) {
      LoadResult result = run(refused.port(), KeepAlive.ON);

      assertThat(result.requests()).isZero();
      assertThat(result.failures()).isGreaterThan(CONNECTIONS);
    }
  }
}

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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Visits against a real server: what is asked, over how many connections, and what is counted.
final class LoadRunTest {

  private static final PageView VIEW = new PageView("/", List.of("/a", "/b", "/c", "/d", "/e"));

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

  @Test
  void aViewAsksForThePageFirstAndThenForItsPictures() throws IOException {
    LoadResult result = oneView(KeepAlive.ON, 2);

    assertThat(result.failure()).isNull();
    assertThat(result.requests()).isEqualTo(result.views() * VIEW.requests()).isPositive();
    assertThat(origin.received().getFirst().target()).isEqualTo("/");
    assertThat(origin.received().subList(1, 6))
        .extracting(request -> request.target())
        .containsExactlyInAnyOrder("/a", "/b", "/c", "/d", "/e");
  }

  @Test
  void visitorsWithoutKeepAliveOpenAConnectionForEachRequest() throws IOException {
    LoadResult result = oneView(KeepAlive.OFF, 2);

    assertThat(origin.connections()).isEqualTo((int) result.requests());
  }

  @Test
  void visitorsWithKeepAliveOpenNoMoreThanTheyMay() throws IOException {
    LoadResult result = oneView(KeepAlive.ON, 2);

    assertThat(origin.connections()).isEqualTo((int) (2 * result.views()));
  }

  @Test
  void refusedRequestsAreCounted() throws IOException {
    origin.always(Script.ok("no").status(503));

    LoadResult result = oneView(KeepAlive.ON, 6);

    assertThat(result.refusals()).isEqualTo(result.requests()).isPositive();
  }

  @Test
  void aServerThatIsNotThereIsAFailureOfEveryView() throws IOException {
    try (RefusedPort refused = new RefusedPort()) {
      LoadResult result =
          LoadRun.run(
              visitors(refused.port(), KeepAlive.ON, 6),
              VIEW,
              new Pace.Open(500, 1),
              Duration.ofMillis(50));

      assertThat(result.failures()).isPositive();
      assertThat(result.views()).isZero();
      assertThat(result.failure()).contains("refused");
    }
  }

  @Test
  void requestsOverStandingConnectionsUseThemAgain() throws IOException {
    LoadResult result =
        RequestRun.run(
            visitors(origin.port(), KeepAlive.ON, 3),
            "/",
            new Pace.Closed(3),
            Duration.ofMillis(100));

    assertThat(result.failure()).isNull();
    assertThat(result.requests()).isGreaterThanOrEqualTo(3);
    assertThat(origin.connections()).isEqualTo(3);
  }

  private LoadResult oneView(KeepAlive keepAlive, int connections) throws IOException {
    return LoadRun.run(
        visitors(origin.port(), keepAlive, connections),
        VIEW,
        new Pace.Closed(1),
        Duration.ofMillis(20));
  }

  private static Visitors visitors(int port, KeepAlive keepAlive, int connections) {
    return new Visitors(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        "site.test",
        keepAlive,
        connections);
  }
}

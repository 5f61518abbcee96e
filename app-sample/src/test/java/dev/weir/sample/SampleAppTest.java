package dev.weir.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.runtime.settings.SettingsFile;
import dev.weir.testing.RawHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The life of the application.
class SampleAppTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String WITHOUT_MEMCACHED = "memcached: { source: none }";

  @Test
  void itTellsWhereItIs() throws Exception {
    try (RunningApp app = new RunningApp(WITHOUT_MEMCACHED, InstantSource.system())) {
      assertThat(app.app().name()).isEqualTo("app");
      assertThat(app.app().uri().getPort()).isEqualTo(app.app().port()).isPositive();
      assertThat(app.app().readiness().ready()).isTrue();
    }
  }

  @Test
  void drainingLetsTheRequestInFlightEnd() throws Exception {
    try (RunningApp app = new RunningApp(WITHOUT_MEMCACHED, InstantSource.system());
        RawHttpClient client = new RawHttpClient(app.app().port())) {
      client.get("/time");
      client.send("GET /slow?ms=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      // A connection whose request has not been read yet is an idle one.
      await().atMost(LIMIT).until(() -> isTaken(app));
      CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> app.app().drain(LIMIT));

      assertThat(client.readResponse().status()).isEqualTo(200);
      drained.get(20, TimeUnit.SECONDS);
      assertThat(app.app().readiness().ready()).isFalse();
    }
  }

  /// Whether a second request is at work, or has been.
  private static boolean isTaken(RunningApp app) throws IOException {
    try (RawHttpClient admin = new RawHttpClient(app.app().adminPort())) {
      String workers = admin.get("/workers").text();
      return workers.contains("\"served\" : 2,")
          || (workers.contains("\"served\" : 1,") && workers.contains("\"busy\" : 1,"));
    }
  }

  @Test
  void closedItListensNoMoreAndCanBeClosedAgain() throws Exception {
    RunningApp app = new RunningApp(WITHOUT_MEMCACHED, InstantSource.system());
    int port = app.app().port();
    app.close();
    app.close();

    await().atMost(LIMIT).until(() -> !isOpen(port));
  }

  @Test
  void anAddressInUseLeavesNothingOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AppSettings settings =
          new SettingsFile(
                  "app.yaml",
                  """
                  listen: [ { address: "127.0.0.1:%d" } ]
                  admin: { address: "127.0.0.1:0" }
                  database: { url: "jdbc:h2:mem:taken" }
                  memcached: { source: none }
                  accessLog: { path: none }
                  """
                      .formatted(taken.getLocalPort()),
                  Map.of())
              .as(AppSettings.class);
      try (SampleApp app = new SampleApp(settings)) {
        assertThatThrownBy(app::start).isInstanceOf(IOException.class);
        assertThatThrownBy(app::port).isInstanceOf(IllegalStateException.class);
        app.drain(LIMIT); // whoever started it need not know how far it came
      }
    }
  }

  private static boolean isOpen(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}

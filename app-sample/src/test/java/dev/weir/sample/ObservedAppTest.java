package dev.weir.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees of the application.
class ObservedAppTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void theAdminListenerShowsWorkersFragmentsAndMetrics() throws Exception {
    try (RunningApp app = new RunningApp()) {
      AtomicInteger asked = new AtomicInteger();
      // Nobody waits for memcached: it may take a moment to be connected.
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> {
            app.get("/");
            asked.incrementAndGet();
            assertThat(admin(app, "/fragments").text())
                .contains("the built-in server on 127.0.0.1:")
                .containsPattern("\"available\" : true")
                .containsPattern("\"hit\" : 1,");
          });

      assertThat(admin(app, "/readyz").status()).isEqualTo(200);
      await()
          .atMost(LIMIT)
          .untilAsserted(() ->
              assertThat(admin(app, "/workers").text())
                  .containsPattern("\"workers\" : 50,")
                  .containsPattern("\"busy\" : 0,")
                  .containsPattern("\"served\" : " + asked + ","));
      await()
          .atMost(LIMIT)
          .untilAsserted(() ->
              assertThat(admin(app, "/metrics").text())
                  .contains("weir_app_workers_busy 0.0")
                  .contains("weir_app_workers_refused_total 0.0")
                  .contains("weir_app_fragments_total{outcome=\"hit\"} 1.0")
                  .contains("http_server_request_duration_seconds_count"));
    }
  }

  @Test
  void everyRequestIsALineInTheAccessLog() throws Exception {
    Path log = folder.resolve("access.log");
    String settings =
        "memcached: { source: none }\naccessLog: { path: \"%s\", format: combined }".formatted(log);
    try (RunningApp app = new RunningApp(settings, InstantSource.system())) {
      app.get("/albums/1", "User-Agent: tester");
      app.get("/none?x=1");
      // An exchange ends a moment after its client has the answer.
      await().atMost(LIMIT).until(() -> Files.readAllLines(log).size() == 2);
    }

    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(2);
    assertThat(lines).anyMatch(line -> line.contains("\"GET /albums/1 HTTP/1.1\" 200 "));
    assertThat(lines).anyMatch(line -> line.contains("\"GET /none?x=1 HTTP/1.1\" 404 "));
  }

  @Test
  void logIsBegunAnewAfterItWasMovedAway() throws Exception {
    Path log = folder.resolve("access.log");
    Path moved = folder.resolve("access.log.1");
    String settings =
        """
        memcached: { source: none }
        accessLog: { path: "%s" }
        """
            .formatted(log);
    try (RunningApp app = new RunningApp(settings, InstantSource.system())) {
      app.get("/before");
      await().atMost(LIMIT).until(() -> Files.size(log) > 0);
      Files.move(log, moved);

      try (RawHttpClient client = new RawHttpClient(app.app().adminPort())) {
        RawResponse answer =
            client.exchange(
                """
                POST /logs/reopen HTTP/1.1\r
                Host: a\r
                Content-Length: 0\r
                Authorization: Bearer sesame\r
                \r
                """);
        assertThat(answer.text()).contains("reopened");
      }
      app.get("/after");
      await().atMost(LIMIT).until(() -> Files.exists(log) && Files.size(log) > 0);
    }

    assertThat(Files.readString(log)).contains("/after").doesNotContain("/before");
    assertThat(Files.readString(moved)).contains("/before").doesNotContain("/after");
  }

  @Test
  void whileItDrainsItIsNotReady() throws Exception {
    try (RunningApp app = new RunningApp("memcached: { source: none }", InstantSource.system())) {
      assertThat(app.get("/health").text()).isEqualTo("ok\n");

      app.app().drain(LIMIT);

      assertThat(admin(app, "/readyz").status()).isEqualTo(503);
    }
  }

  private static RawResponse admin(RunningApp app, String path) throws IOException {
    try (RawHttpClient client = new RawHttpClient(app.app().adminPort())) {
      return client.get(path);
    }
  }
}

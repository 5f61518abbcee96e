package dev.weir.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import dev.weir.sample.work.WorkerPool;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What clients see of the worker pool and of pages that fail.
class AllWorkersBusyTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final WorkerPool workers = new WorkerPool(2, 1);
  private Listeners listeners;

  @BeforeEach
  void start() throws IOException {
    Routes routes =
        new Routes()
            .on("GET", "/gated", this::gated)
            .on("GET", "/sql", AllWorkersBusyTest::brokenDatabase)
            .on("GET", "/bug", AllWorkersBusyTest::bug);
    ErrorPages errors = new ErrorPages((title, main) -> main);
    PagesHandler pages = new PagesHandler(workers, routes, errors);
    listeners =
        new Listeners(
            List.of(ListenSettings.on("127.0.0.1:0")), new HealthHandler(pages, () -> true));
    listeners.start();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    listeners.close();
    workers.close();
  }

  @Test
  void requestsBeyondTheQueueAreToldToComeBackAndTheOthersAreAnswered() throws IOException {
    try (RawHttpClient first = client();
        RawHttpClient second = client();
        RawHttpClient third = client();
        RawHttpClient fourth = client()) {
      for (RawHttpClient client : List.of(first, second)) {
        client.send("GET /gated HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      await().atMost(LIMIT).until(() -> workers.occupancy().busy() == 2);
      third.send("GET /gated HTTP/1.1\r\nHost: localhost\r\n\r\n");
      await().atMost(LIMIT).until(() -> workers.occupancy().queued() == 1);

      RawResponse refused = fourth.get("/gated");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.fields().first("Retry-After")).isEqualTo("1");
      assertThat(refused.fields().first("Cache-Control")).isEqualTo("no-store");

      // Busy is not ill
      assertThat(fourth.get("/health").status()).isEqualTo(200);

      gate.countDown();
      for (RawHttpClient client : List.of(first, second, third)) {
        assertThat(client.readResponse().text()).isEqualTo("through");
      }
      assertThat(workers.occupancy().refused()).isEqualTo(1);
    }
  }

  @Test
  void anIdleConnectionHoldsNoWorker() throws IOException {
    gate.countDown();
    try (RawHttpClient first = client();
        RawHttpClient second = client();
        RawHttpClient third = client()) {
      for (RawHttpClient client : List.of(first, second, third, first, second, third)) {
        assertThat(client.get("/gated").status()).isEqualTo(200);
        // A worker is free a moment after its client has the answer.
        await().atMost(LIMIT).until(() -> workers.occupancy().busy() == 0);
      }
    }
  }

  @Test
  void aBrokenDatabaseIsTemporaryAndABugIsNot() throws IOException {
    try (RawHttpClient client = client()) {
      RawResponse sql = client.get("/sql");
      RawResponse bug = client.get("/bug");

      assertThat(sql.status()).isEqualTo(503);
      assertThat(sql.fields().first("Retry-After")).isEqualTo("5");
      assertThat(bug.status()).isEqualTo(500);
      for (RawResponse response : List.of(sql, bug)) {
        assertThat(response.fields().first("Cache-Control")).isEqualTo("no-store");
        assertThat(response.text()).doesNotContain("secret", "Exception");
      }
    }
  }

  private RawHttpClient client() throws IOException {
    return new RawHttpClient(listeners.port());
  }

  private PageResponse gated(PageRequest request) throws IOException {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return PageResponse.text(200, "through");
  }

  private static PageResponse brokenDatabase(PageRequest request) throws SQLException {
    throw new SQLException("secret table missing");
  }

  private static PageResponse bug(PageRequest request) {
    throw new IllegalStateException("secret state");
  }
}

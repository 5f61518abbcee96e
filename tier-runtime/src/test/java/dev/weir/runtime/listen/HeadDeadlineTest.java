package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadDeadlineTest {

  /// Soon, for what is late in any case.
  private static final Duration SOON = Duration.ofMillis(300);

  /// For what is to be in time although the machine may stand still for a while.
  private static final Duration IN_TIME = Duration.ofSeconds(3);

  private Listening listening;

  @SuppressWarnings("NullAway.Init") // opened by each test
  HeadDeadlineTest() {}

  private void open(Duration headTimeout) throws Exception {
    listening = new Listening(Listening.settings(Duration.ofSeconds(20), headTimeout));
  }

  @AfterEach
  void close() {
    listening.close();
  }

  /// Sends an octet every few milliseconds, for ever: only the server can end it.
  private static Thread trickle(RawHttpClient client, String octets) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            for (int i = 0; ; i++) {
              client.send(octets.substring(i % octets.length(), i % octets.length() + 1));
              LockSupport.parkNanos(5_000_000);
            }
          } catch (IOException _) {
            // The server has hung up, as it should.
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\nHost: h\r\nX: ", "GET /", "\r\n", "GET / HTTP/1.1\r\n"})
  void octetsOneByOneDoNotMoveTheDeadline(String beginning) throws Exception {
    open(SOON);
    try (RawHttpClient client = listening.client()) {
      client.send(beginning);
      Thread trickling = trickle(client, beginning.equals("\r\n") ? "\r\n" : "a");
      RawResponse response = client.readResponse();

      assertThat(response.status()).isEqualTo(408);
      assertThat(response.fields().first("Connection")).isEqualTo("close");
      assertThat(client.closed()).isTrue();
      client.shutdownOutput();
      trickling.join();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> listening.listeners.overdueHeads() == 1);
    assertThat(listening.handled).isEmpty();
  }

  @Test
  void theDeadlineHoldsForEveryRequestOfAConnection() throws Exception {
    open(IN_TIME);
    try (RawHttpClient client = listening.client()) {
      assertThat(client.get("/a").status()).isEqualTo(200);
      client.send("GET /b HTTP/1.1\r\n");

      assertThat(client.readResponse().status()).isEqualTo(408);
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void silenceBetweenRequestsIsNotLate() throws Exception {
    open(IN_TIME);
    try (RawHttpClient client = listening.client();
        RawHttpClient late = listening.client()) {
      assertThat(client.get("/a").status()).isEqualTo(200);
      late.send("GET ");
      assertThat(late.readResponse().status()).isEqualTo(408);

      // By now the first connection has been silent for longer than a head may take.
      assertThat(client.get("/b").status()).isEqualTo(200);
    }
  }

  @Test
  void aSlowBodyIsNotAHead() throws Exception {
    open(IN_TIME);
    try (RawHttpClient client = listening.client();
        RawHttpClient late = listening.client()) {
      client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na");
      late.send("GET ");
      assertThat(late.readResponse().status()).isEqualTo(408);
      client.send("b");

      assertThat(client.readResponse().text()).isEqualTo("ab");
    }
  }
}

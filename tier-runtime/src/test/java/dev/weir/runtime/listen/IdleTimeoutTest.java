package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleTimeoutTest {

  /// The machine may stand still for a while without anybody being silent.
  private static final Duration IDLE = Duration.ofSeconds(3);

  private Listening listening;

  @SuppressWarnings("NullAway.Init") // opened before each test
  IdleTimeoutTest() {}

  @BeforeEach
  void open() throws Exception {
    listening = new Listening(Listening.settings(IDLE, Duration.ofSeconds(20)));
  }

  @AfterEach
  void close() {
    listening.close();
  }

  @Test
  void aSilentConnectionIsClosed() throws Exception {
    try (RawHttpClient client = listening.client()) {
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void waitingForTheHandlerIsNotSilence() throws Exception {
    try (RawHttpClient client = listening.client();
        RawHttpClient other = listening.client()) {
      client.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
      Callback answer = listening.waiting.poll(20, TimeUnit.SECONDS);
      // A connection opened later is closed for silence: the first has been waiting longer than
      // that.
      assertThat(other.closed()).isTrue();
      try (RawHttpClient third = listening.client()) {
        assertThat(third.closed()).isTrue();
      }
      assertThat(answer).isNotNull();
      answer.succeeded();

      assertThat(client.readResponse().status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatStopsFails() throws Exception {
    try (RawHttpClient client = listening.client()) {
      client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\na");

      assertThat(client.readResponse().status()).isBetween(400, 599);
      assertThat(client.closed()).isTrue();
    }
  }
}

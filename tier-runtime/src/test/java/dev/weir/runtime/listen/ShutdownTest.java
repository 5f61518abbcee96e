package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  @Test
  void whatIsInFlightIsAnsweredAndNothingElseTaken() throws Exception {
    try (Listening listening = new Listening();
        RawHttpClient idle = listening.client();
        RawHttpClient busy = listening.client()) {
      assertThat(idle.get("/a").status()).isEqualTo(200);
      busy.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
      Callback answer = Objects.requireNonNull(listening.waiting.poll(20, TimeUnit.SECONDS));

      CompletableFuture<Void> closed = listening.listeners.shutdown();

      assertThat(idle.closed()).isTrue();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThatThrownBy(() -> listening.client().close())
                  .isInstanceOf(ConnectException.class));
      assertThat(closed).isNotDone();
      answer.succeeded();
      RawResponse response = busy.readResponse();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.fields().first("Connection")).isEqualTo("close");
      assertThat(busy.closed()).isTrue();
      closed.get(20, TimeUnit.SECONDS);
    }
  }
}

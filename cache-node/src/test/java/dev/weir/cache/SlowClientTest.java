package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @Test
  void slowClientDoesNotHoldTheOriginForAShortAnswer() throws Exception {
    fixture.origin.enqueue(Script.ok(new byte[900_000]).header("Cache-Control", "no-store"));
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/"));

      // The client has read nothing, and yet the origin is rid of all of it.
      await().atMost(Duration.ofSeconds(20)).until(() -> fixture.origin.openConnections() == 0);

      assertThat(client.readBody(client.readHead()).body()).hasSize(900_000);
    }
  }

  @Test
  void longAnswerIsReadNoFasterThanItsReaderBeyondTheLimit() throws Exception {
    int size = 64 << 20;
    fixture.origin.enqueue(Script.ok(new byte[size]).header("Cache-Control", "no-store"));
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/"));
      RawResponse head = client.readHead();

      assertThat(client.readBody(head).body()).hasSize(size);
    }
  }
}

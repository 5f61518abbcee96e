package dev.weir.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest {

  private StubTier tier;

  @SuppressWarnings("NullAway.Init") // opened before each test
  DrainTest() {}

  @BeforeEach
  void open() throws Exception {
    tier = new StubTier();
    tier.start();
  }

  @AfterEach
  void close() {
    tier.gate.countDown();
    tier.close();
  }

  @Test
  void whatIsInFlightFinishes() throws Exception {
    try (RawHttpClient client = new RawHttpClient(tier.port())) {
      client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(tier.waiting.await(20, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Drain.Outcome> outcome =
          CompletableFuture.supplyAsync(() -> tier.drained(Duration.ofSeconds(20)));
      tier.gate.countDown();

      assertThat(client.readResponse().text()).isEqualTo("done");
      assertThat(client.closed()).isTrue();
      assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new Drain.Outcome.Finished());
    }
    assertThat(tier.readiness().ready()).isFalse();
  }

  @Test
  void theLimitEndsTheWait() throws Exception {
    try (RawHttpClient client = new RawHttpClient(tier.port())) {
      client.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
      assertThat(tier.waiting.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(tier.drained(Duration.ofMillis(50))).isEqualTo(new Drain.Outcome.CutOff(1));
    }
  }

  @Test
  void idleConnectionsDoNotHoldItUp() throws Exception {
    try (RawHttpClient client = new RawHttpClient(tier.port())) {
      assertThat(client.get("/").text()).isEqualTo("done");

      assertThat(tier.drained(Duration.ofSeconds(20))).isEqualTo(new Drain.Outcome.Finished());
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void itCanBeAskedTwice() {
    assertThat(tier.drained(Duration.ofSeconds(20))).isEqualTo(new Drain.Outcome.Finished());
    assertThat(tier.drained(Duration.ofSeconds(20))).isEqualTo(new Drain.Outcome.Finished());
  }
}

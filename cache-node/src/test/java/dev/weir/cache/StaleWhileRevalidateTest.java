package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaleWhileRevalidateTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  // RFC 5861 §3
  @Test
  void staleResponseIsServedWhileItIsValidatedOnce() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("old").header("Cache-Control", "max-age=10, stale-while-revalidate=60"));
    fixture.origin.enqueue(
        Script.ok("new").header("Cache-Control", "max-age=10").stallBeforeHead(gate));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(15));

    RawResponse first = fixture.get("/");
    RawResponse second = fixture.get("/");

    assertThat(first.text()).isEqualTo("old");
    assertThat(first.fields().first("Cache-Status"))
        .isEqualTo("node; hit; ttl=-5; detail=stale-while-revalidate");
    assertThat(second.text()).isEqualTo("old");
    fixture.origin.take();
    fixture.origin.take();
    gate.countDown();
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.get("/").text().equals("new"));
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void failedValidationBehindTheClientsBackChangesNothing() throws Exception {
    fixture.origin.enqueue(
        Script.ok("old").header("Cache-Control", "max-age=10, stale-while-revalidate=60"));
    fixture.origin.enqueue(Script.of(500));
    fixture.origin.enqueue(Script.ok("new").header("Cache-Control", "max-age=10"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(15));

    assertThat(fixture.get("/").text()).isEqualTo("old");
    fixture.origin.take();
    fixture.origin.take();
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.get("/").text().equals("new"));
  }
}

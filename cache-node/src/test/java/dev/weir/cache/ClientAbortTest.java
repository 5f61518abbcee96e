package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientAbortTest {

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
  void fetchOfAStorableResponseGoesOnWithoutItsClient() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("x".repeat(100_000)).header("Cache-Control", "max-age=60").stallAfter(10, gate));
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/"));
      client.readHead();
      client.reset();
    }
    gate.countDown();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> fixture.get("/", "Cache-Control: only-if-cached").status() == 200);
    assertThat(fixture.origin.received()).hasSize(1);
  }

  @Test
  void fetchNobodyCanUseIsBrokenOff() throws Exception {
    var never = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok(new byte[64 << 20])
            .header("Cache-Control", "no-store")
            .stallAfter(32 << 20, never));
    try (RawHttpClient client = fixture.client()) {
      client.send(NodeFixture.request("GET", "/"));
      client.readHead();
      client.reset();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> fixture.node.figures().fetches() == 0);
    never.countDown();
  }

  @Test
  void followersAreServedWhenTheLeaderLeaves() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=60").stallBeforeHead(gate));
    try (RawHttpClient leader = fixture.client();
        RawHttpClient follower = fixture.client()) {
      leader.send(NodeFixture.request("GET", "/"));
      await().atMost(Duration.ofSeconds(20)).until(() -> fixture.node.figures().waiting() == 1);
      follower.send(NodeFixture.request("GET", "/"));
      await().atMost(Duration.ofSeconds(20)).until(() -> fixture.node.figures().waiting() == 2);
      leader.reset();
      gate.countDown();

      assertThat(follower.readResponse().text()).isEqualTo("page");
    }
    assertThat(fixture.origin.received()).hasSize(1);
  }
}

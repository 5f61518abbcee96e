package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.http.FieldSource;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.List;
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
  void validationBehindTheClientsBackIsNotTheClients() throws Exception {
    fixture.origin.enqueue(
        Script.ok("old")
            .header("Cache-Control", "public, max-age=10, stale-while-revalidate=60")
            .header("ETag", "\"1\""));
    fixture.origin.enqueue(
        Script.of(304).header("ETag", "\"1\"").header("Cache-Control", "public, max-age=100"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(15));

    RawResponse stale =
        fixture.get(
            "/",
            "Authorization: Basic eDp5",
            "Cookie: id=1",
            "Cache-Control: no-transform, no-store",
            "If-None-Match: \"x\"",
            "If-Modified-Since: Wed, 31 Dec 2025 00:00:00 GMT",
            "Accept: text/html");

    assertThat(stale.text()).isEqualTo("old");
    fixture.origin.take();
    FieldSource asked = fixture.origin.take().fields();
    assertThat(asked.lines("If-None-Match")).containsExactly("\"1\"");
    assertThat(asked.first("Accept")).isEqualTo("text/html");
    assertThat(List.of("Authorization", "Cookie", "Cache-Control", "If-Modified-Since"))
        .noneMatch(asked::contains);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            String.valueOf(fixture.get("/").fields().first("Cache-Status")).contains("; ttl=100;"));
  }

  @Test
  void validationBringsWhatTheResponseVariesOnAndIsJoinedByNobodyThen() throws Exception {
    var gate = new CountDownLatch(1);
    fixture.origin.enqueue(
        Script.ok("old")
            .header("Cache-Control", "public, max-age=10, stale-while-revalidate=5")
            .header("Vary", "Authorization"));
    fixture.origin.enqueue(Script.ok("hers").stallBeforeHead(gate));
    fixture.origin.enqueue(Script.ok("his"));
    fixture.get("/", "Authorization: Basic eDp5");
    fixture.clock.advance(Duration.ofSeconds(12));

    assertThat(fixture.get("/", "Authorization: Basic eDp5").text()).isEqualTo("old");
    fixture.origin.take();
    assertThat(fixture.origin.take().fields().first("Authorization")).isEqualTo("Basic eDp5");
    fixture.clock.advance(Duration.ofSeconds(10));
    assertThat(fixture.get("/", "Authorization: Basic eDp5").text()).isEqualTo("his");
    gate.countDown();
  }

  @Test
  void validationIsJoinedByNobodyWhereRequestsAreNotCollapsed() throws Exception {
    var gate = new CountDownLatch(1);
    try (NodeFixture each = new NodeFixture(StaleWhileRevalidateTest::notCollapsing)) {
      each.origin.enqueue(
          Script.ok("old").header("Cache-Control", "max-age=10, stale-while-revalidate=5"));
      each.origin.enqueue(Script.ok("late").stallBeforeHead(gate));
      each.origin.enqueue(Script.ok("new").header("Cache-Control", "max-age=10"));
      each.get("/");
      each.clock.advance(Duration.ofSeconds(12));

      assertThat(each.get("/").text()).isEqualTo("old");
      assertThat(each.get("/").text()).isEqualTo("old");
      each.origin.take();
      each.origin.take();
      each.clock.advance(Duration.ofSeconds(10));

      assertThat(each.get("/").text()).isEqualTo("new");
      assertThat(each.origin.received()).hasSize(3);
      gate.countDown();
    }
  }

  private static NodeConfig notCollapsing(NodeConfig config) {
    NodeConfig.Exchange as = config.exchange();
    return NodeFixture.withExchange(
        config,
        new NodeConfig.Exchange(
            false,
            as.clientPersistentConnections(),
            as.serverPersistentConnections(),
            as.via(),
            as.connectTimeout(),
            as.readTimeout(),
            as.clientIdleTimeout(),
            as.requestHeaderMaxBytes(),
            as.replyHeaderMaxBytes(),
            as.requestBodyMaxBytes()));
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

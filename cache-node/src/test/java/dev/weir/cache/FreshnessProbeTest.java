package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.testing.FreePorts;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Hits checked with the origin.
class FreshnessProbeTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    int admin = FreePorts.next();
    fixture =
        new NodeFixture(config ->
            NodeFixture.withAdmin(
                config, new NodeConfig.Admin("127.0.0.1", admin, null, Duration.ofSeconds(10))));
  }

  @AfterEach
  void stop() throws IOException {
    fixture.close();
  }

  private JsonNode probe() throws IOException {
    try (var client = new RawHttpClient(fixture.node.adminPort())) {
      return JSON.readTree(client.exchange("GET /probe HTTP/1.1\r\nHost: a\r\n\r\n").body());
    }
  }

  private void checked(int checked, int outdated, int undecided) {
    await()
        .atMost(LONG)
        .until(() ->
            probe().path("checked").asInt() == checked
                && probe().path("outdated").asInt() == outdated
                && probe().path("undecided").asInt() == undecided);
  }

  @Test
  void aHitIsCheckedAndWhatIsOutdatedIsCounted() throws Exception {
    fixture.origin.enqueue(
        Script.ok("one").header("ETag", "\"1\"").header("Cache-Control", "max-age=3600"));
    fixture.get("/a");
    fixture.origin.enqueue(Script.of(304).header("ETag", "\"1\""));
    assertThat(NodeFixture.isHit(fixture.get("/a"))).isTrue();
    checked(1, 0, 0);
    assertThat(fixture.origin.received()).hasSize(2);
    // Not a second one in so short a time.
    assertThat(NodeFixture.isHit(fixture.get("/a"))).isTrue();
    fixture.clock.advance(Duration.ofSeconds(10));
    fixture.origin.enqueue(Script.ok("two").header("ETag", "\"2\""));
    assertThat(NodeFixture.isHit(fixture.get("/a"))).isTrue();
    checked(2, 1, 0);
    fixture.clock.advance(Duration.ofSeconds(10));
    fixture.origin.enqueue(Script.of(503));
    // What the origin said was not stored.
    assertThat(fixture.get("/a").text()).endsWith("one");
    checked(2, 1, 1);
    assertThat(fixture.origin.received()).hasSize(4);
  }

  @Test
  void theIntervalIsWilsons() throws Exception {
    fixture.origin.enqueue(
        Script.ok("one").header("ETag", "\"1\"").header("Cache-Control", "max-age=3600"));
    fixture.get("/a");
    fixture.origin.enqueue(Script.ok("two").header("ETag", "\"2\""));
    fixture.get("/a");
    checked(1, 1, 0);
    // One of one: (1 + z²/2 ± z²/2) / (1 + z²), z² = 3.8415.
    assertThat(probe().path("low").asDouble()).isBetween(0.2065, 0.2066);
    assertThat(probe().path("high").asDouble()).isEqualTo(1);
  }
}

package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the admin listener says about requests and about rules.
class ExplainTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ManualClock clock = new ManualClock();
  private ScriptedOrigin origin;
  private CacheNode node;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    NodeConfig config =
        NodeConfigFile.parse(
            "node.conf",
            """
            http_port 127.0.0.1:0 accel vhost
            icp_port 0
            admin_port 127.0.0.1:%d
            visible_hostname node-a
            cache_peer 127.0.0.1 parent %d 0 no-query originserver name=app
            cache_key_ignore_query utm_*
            refresh_pattern -i \\.css$ 60s 0%% 60s override-expire name=style
            refresh_pattern . 30s 0%% 30s name=rest
            refresh_pattern \\.html$ 1h 0%% 1h name=late
            access_log none
            """
                .formatted(freePort(), origin.port()),
            Map.of());
    node = new CacheNode(config, clock);
    node.start();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    origin.close();
  }

  private static int freePort() throws IOException {
    return FreePorts.next();
  }

  private void get(String target, String fields) throws IOException {
    try (var client = new RawHttpClient(node.port())) {
      client.exchange("GET " + target + " HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n");
    }
  }

  private JsonNode admin(String target) throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      return JSON.readTree(
          client.exchange("GET " + target + " HTTP/1.1\r\nHost: admin\r\n\r\n").body());
    }
  }

  private JsonNode explained(String url) throws IOException {
    return admin("/explain?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
  }

  private static JsonNode step(JsonNode explanation, String name) {
    for (JsonNode step : explanation.path("steps")) {
      if (step.path("step").asString("").equals(name)) {
        return step;
      }
    }
    throw new AssertionError("no step " + name + " in " + explanation);
  }

  @Test
  void aUrlNeverSeenIsAMissWithItsRule() throws Exception {
    JsonNode told = explained("http://H:80/site.css?utm_source=x");
    assertThat(step(told, "key").path("says").asString("")).isEqualTo("http://h/site.css");
    assertThat(step(told, "key").path("details")).hasSize(2);
    assertThat(step(told, "rule").path("says").asString("")).isEqualTo("node.conf:7 -i \\.css$");
    assertThat(told.path("reason").asString("")).isEqualTo("uri-miss");
    assertThat(origin.received()).isEmpty();
  }

  @Test
  void freshnessIsToldInNumbers() throws Exception {
    origin.enqueue(Script.ok("a{}"));
    get("/site.css", "");
    clock.advance(Duration.ofSeconds(20));
    JsonNode told = explained("http://h/site.css");
    assertThat(told.path("reason").asString("")).isEqualTo("fresh-min-rule");
    assertThat(step(told, "freshness").path("details").toString())
        .contains("age = 20 s")
        .contains("lifetime = 60 s, the rule's min")
        .contains("fresh for another 40 s");
    assertThat(told.path("trace").path("uri").asString("")).isEqualTo("http://h/site.css");
    assertThat(told.path("sentence").asString("")).startsWith("A hit: ");
  }

  @Test
  void useBeyondTheNamedLifetimeIsToldAsSuch() throws Exception {
    origin.enqueue(Script.ok("a{}").header("Cache-Control", "max-age=10"));
    get("/site.css", "");
    clock.advance(Duration.ofSeconds(20));
    JsonNode told = explained("http://h/site.css");
    assertThat(told.path("reason").asString("")).isEqualTo("fresh-override-expires");
    assertThat(told.path("sentence").asString("")).endsWith(", 10 s past the lifetime it names.");
    assertThat(step(told, "decision").path("says").asString(""))
        .isEqualTo("serve from memory, 10 s past the lifetime it names");
  }

  @Test
  void whatWasNotStoredIsExplainedByItsRefusalWithASuggestion() throws Exception {
    origin.enqueue(Script.ok("hello ann").header("Set-Cookie", "sid=1"));
    get("/page", "X-Request-Id: r1\r\n");
    // The exchange ends a moment after the client has its answer.
    await().atMost(LONG).until(() -> !admin("/explain?id=r1").has("error"));
    JsonNode told = explained("http://h/page");
    assertThat(told.path("sentence").asString(""))
        .isEqualTo(
            "A miss: the last answer was not stored, because sets a cookie and names no lifetime.");
    assertThat(told.path("suggestion").asString("")).contains("shared").contains("node.conf:8");
    JsonNode then = admin("/explain?id=r1");
    assertThat(then.path("reason").asString("")).isEqualTo("personal-set-cookie");
    assertThat(step(then, "looked").path("micros").isNumber()).isTrue();
  }

  @Test
  void anUnknownIdIsSaidToBeUnknown() throws Exception {
    assertThat(admin("/explain?id=none").path("error").asString(""))
        .startsWith("no request with that id among the last ones of node-a");
    assertThat(admin("/explain").path("error").asString("")).startsWith("say url=");
  }

  @Test
  void rulesShowWhatTheyDoAndWhichCanNeverMatch() throws Exception {
    origin.enqueue(Script.ok("1").header("ETag", "\"a\""));
    origin.enqueue(Script.ok("2").header("ETag", "\"b\""));
    get("/site.css", "");
    get("/site.css", "");
    clock.advance(Duration.ofMinutes(2));
    get("/site.css", "");
    await().atMost(LONG).untilAsserted(() -> assertStyleIsBooked(admin("/rules").get(0)));
    JsonNode rules = admin("/rules");
    assertThat(rules.get(1).path("state").asString("")).isEqualTo("UNUSED");
    assertThat(rules.get(2).path("state").asString("")).isEqualTo("SHADOWED");
    assertThat(rules.get(2).path("shadowedBy").asString("")).isEqualTo("node.conf:8");
  }

  private static void assertStyleIsBooked(JsonNode style) {
    assertThat(style.path("requests").asInt()).isEqualTo(3);
    assertThat(style.path("hits").asInt()).isEqualTo(1);
    assertThat(style.path("observations").asInt()).isEqualTo(1);
    assertThat(style.path("changes").asInt()).isEqualTo(1);
    assertThat(style.path("changesPerDay").asDouble()).isPositive();
  }
}

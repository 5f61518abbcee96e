package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rules tried beside those in force, put in force and taken back, over real sockets.
class ShadowTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MINUTE = "refresh_pattern . 60s 0% 60s name=minute\n";
  private static final String HALF = "refresh_pattern . 30s 0% 30s name=half\n";
  private static final String DOUBLE = "refresh_pattern . 120s 0% 120s name=double\n";

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private ScriptedOrigin origin;
  private CacheNode node;
  private int asked;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    node =
        new CacheNode(
            NodeConfigFile.parse(
                folder.resolve("node.conf").toString(),
                """
                http_port 127.0.0.1:0 accel vhost
                icp_port 0
                admin_port 127.0.0.1:%d
                admin_token_file %s
                visible_hostname node-a
                cache_peer 127.0.0.1 parent %d 0 no-query originserver name=app
                %saccess_log none
                """
                    .formatted(
                        freePort(),
                        Files.writeString(folder.resolve("token"), "sesame"),
                        origin.port(),
                        MINUTE),
                Map.of()),
            clock);
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

  private RawResponse get(String target, String... fields) throws IOException {
    try (var client = new RawHttpClient(node.port())) {
      return client.exchange(NodeFixture.request("GET", target, fields));
    }
  }

  /// An exchange ends a little after its client has the answer: waits until it is in the score.
  private void booked(String target, String... fields) throws IOException {
    get(target, fields);
    asked++;
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> score("live").path("requests").asInt() == asked);
  }

  private JsonNode page() throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      return JSON.readTree(client.exchange("GET /shadow HTTP/1.1\r\nHost: admin\r\n\r\n").body());
    }
  }

  private RawResponse post(String target, String text) throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      return client.exchange(
          "POST "
              + target
              + " HTTP/1.1\r\nHost: admin\r\nAuthorization: Bearer sesame\r\nContent-Length: "
              + content.length
              + "\r\n\r\n"
              + text);
    }
  }

  private JsonNode act(String target, String text) throws IOException {
    RawResponse answer = post(target, text);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void tryOut(String rules) throws IOException {
    act("/shadow?name=next.conf&sample=100%25", rules);
  }

  private JsonNode score(String side) throws IOException {
    return page().path("trial").path("score").path(side);
  }

  private static String counts(JsonNode side) {
    return "requests %d hits %d origin %d stale %d..%d unsettled %d"
        .formatted(
            side.path("requests").asLong(),
            side.path("hits").asLong(),
            side.path("originRequests").asLong(),
            side.path("staleAtLeast").asLong(),
            side.path("staleAtMost").asLong(),
            side.path("unsettled").asLong());
  }

  private void passes(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void aShorterLifetimeGivesTheScoreWorkedOutByHand() throws Exception {
    origin.always(Script.ok("same").header("ETag", "\"1\""));
    tryOut(HALF);
    // second: live 60 s              candidate 30 s
    //      0: miss                   miss
    //     20: hit                    hit, of age 20
    //     40: hit, of age 40         asks; fetched at 40
    //     65: validates (65)         hit, of age 25
    //     80: hit, of age 15         asks (40); fetched at 80
    //    105: hit, of age 40         hit, of age 25
    //    130: validates (65)         asks (50)
    booked("/a");
    for (int pause : new int[] {20, 20, 25, 15, 25, 25}) {
      passes(pause);
      booked("/a");
    }
    assertThat(counts(score("live")))
        .isEqualTo("requests 7 hits 4 origin 3 stale 0..0 unsettled 0");
    assertThat(counts(score("candidate")))
        .isEqualTo("requests 7 hits 3 origin 4 stale 0..0 unsettled 0");
    assertThat(score("live").path("hitShare").asDouble()).isEqualTo(4.0 / 7);
    assertThat(score("live").path("bytes").asLong())
        .isEqualTo(score("candidate").path("bytes").asLong());
  }

  @Test
  void aLongerLifetimeShowsTheStaleAnswersItWouldGive() throws Exception {
    tryOut(DOUBLE);
    origin.enqueue(Script.ok("one").header("ETag", "\"1\""));
    booked("/a"); // both fetch version 1 at 0
    passes(50);
    booked("/a"); // both hit; the origin is not heard of
    passes(20);
    origin.enqueue(Script.ok("two").header("ETag", "\"2\""));
    booked("/a"); // at 70 live fetches version 2; the candidate's 1 is known to be outdated
    passes(10);
    booked("/a"); // at 80 live hits 2; the candidate still gives 1
    assertThat(counts(score("live")))
        .isEqualTo("requests 4 hits 2 origin 2 stale 0..1 unsettled 1");
    // Hits at 50 (perhaps outdated), 70 and 80 (certainly).
    assertThat(counts(score("candidate")))
        .isEqualTo("requests 4 hits 3 origin 1 stale 2..3 unsettled 0");
  }

  @Test
  void theSameRulesScoreTheSame() throws Exception {
    origin.always(Script.ok("same").header("Last-Modified", "Sat, 21 Nov 2020 10:00:00 GMT"));
    get("/warm", "X-Request-Id: warm"); // the candidate begins with what the node holds
    // What is on trial from now on has nothing to do with it any more.
    await().atMost(LONG).until(() -> isRemembered("warm"));
    tryOut(MINUTE);
    for (int i = 0; i < 40; i++) {
      passes(7);
      booked(i % 3 == 0 ? "/warm" : "/b" + i % 5);
      booked("/b1", "Cache-Control: no-cache");
      booked("/c", "Cookie: session=1");
    }
    JsonNode score = page().path("trial").path("score");
    assertThat(counts(score.path("candidate"))).isEqualTo(counts(score.path("live")));
    assertThat(score.path("live").path("requests").asLong()).isEqualTo(120);
    assertThat(score.path("live").path("hits").asLong()).isPositive();
  }

  @Test
  void anAnswerWhileRevalidatingIsStaleOnPurposeAndOneQuestion() throws Exception {
    origin.always(Script.ok("same").header("ETag", "\"1\""));
    tryOut("refresh_pattern . 30s 0% 30s stale-while-revalidate=20s\n");
    booked("/a");
    passes(40);
    booked("/a"); // live hits at age 40; the candidate serves and refreshes
    assertThat(counts(score("live")))
        .isEqualTo("requests 2 hits 1 origin 1 stale 0..0 unsettled 1");
    assertThat(counts(score("candidate")))
        .isEqualTo("requests 2 hits 1 origin 2 stale 0..0 unsettled 1");
    assertThat(score("candidate").path("staleOnPurpose").asLong()).isEqualTo(1);
  }

  @Test
  void theScoreIsInTheMetrics() throws Exception {
    origin.always(Script.ok("same").header("ETag", "\"1\""));
    tryOut(HALF);
    booked("/a");
    passes(40);
    booked("/a");
    try (var client = new RawHttpClient(node.adminPort())) {
      assertThat(client.exchange("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n").text())
          .contains("weir_shadow_hits{rules=\"live\"} 1.0")
          .contains("weir_shadow_hits{rules=\"candidate\"} 0.0")
          .contains("weir_shadow_ghosts 1.0");
    }
  }

  @Test
  void whatIsPurgedIsLostToTheCandidateToo() throws Exception {
    origin.always(Script.ok("same").header("ETag", "\"1\""));
    tryOut(DOUBLE);
    booked("/a");
    act("/purge?url=http://site.test/a", "");
    passes(10);
    booked("/a");
    assertThat(counts(score("candidate")))
        .isEqualTo("requests 2 hits 0 origin 2 stale 0..0 unsettled 0");
  }

  @Test
  void promotionChangesDecisionsAndRollbackTakesItBack() throws Exception {
    origin.always(Script.ok("same").header("ETag", "\"1\""));
    get("/a");
    passes(40);
    assertThat(NodeFixture.isHit(get("/a"))).isTrue();
    tryOut(HALF);
    JsonNode promoted = act("/shadow/promote", "");
    assertThat(promoted.path("says").asString(""))
        .startsWith("In force now: next.conf.")
        .contains("after a restart its rules are in force again");
    assertThat(promoted.path("inForce").path("lines").toString()).contains("name=half");
    RawResponse judged = get("/a");
    assertThat(NodeFixture.isHit(judged)).isFalse();
    assertThat(rules()).contains("\"half\"").doesNotContain("\"minute\"");
    assertThat(page().path("trial").isNull()).isTrue();
    passes(40);
    JsonNode back = act("/shadow/rollback", "");
    assertThat(back.path("says").asString(""))
        .startsWith("In force again: the configuration file.");
    assertThat(NodeFixture.isHit(get("/a"))).isTrue();
    assertThat(rules()).contains("\"minute\"").doesNotContain("\"half\"");
    assertThat(post("/shadow/rollback", "").status()).isEqualTo(400);
  }

  /// An exchange is remembered last of all.
  private boolean isRemembered(String id) throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      return !JSON.readTree(
              client.exchange("GET /explain?id=" + id + " HTTP/1.1\r\nHost: a\r\n\r\n").body())
          .has("error");
    }
  }

  private String rules() throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      return client.exchange("GET /rules HTTP/1.1\r\nHost: admin\r\n\r\n").text();
    }
  }

  @Test
  void aBadFileIsRefusedByLineAndNothingChanges() throws Exception {
    tryOut(HALF);
    RawResponse answer =
        post(
            "/shadow?name=bad.conf",
            "# rules\nrefresh_pattern . 10 20 60\nrefresh_patern . 1 2% 3");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("error").asString(""))
        .contains("bad.conf:2: refresh_pattern: '20' is no percentage")
        .contains("bad.conf:3: refresh_patern")
        .contains("refresh_pattern");
    assertThat(page().path("trial").path("name").asString("")).isEqualTo("next.conf");
    assertThat(post("/shadow?name=e.conf", "negative_ttl 5m\n").text())
        .contains("e.conf:1: no refresh_pattern line");
    assertThat(post("/shadow?name=i.conf", "include /etc/hostname\n").text())
        .contains("i.conf:1: include: no file is read here");
    assertThat(post("/shadow?name=k.conf", HALF + "cache_key_ignore_query utm_*\n").text())
        .contains("k.conf:2: cache_key_ignore_query: cannot be changed while the node runs");
    assertThat(post("/shadow?sample=0%25", HALF).text()).contains("is none; write more than 0%");
  }

  @Test
  void whatIsNoRuleCountsForNothingAndIsSaid() throws Exception {
    JsonNode told = act("/shadow?name=whole.conf", "http_port 3128\nmax_stale 1 hour\n" + HALF);
    assertThat(told.path("trial").path("warnings").toString())
        .contains("whole.conf:1: http_port: no rule, counts for nothing here");
    assertThat(told.path("trial").path("lines").get(0).asString("")).startsWith("max_stale 3600");
  }

  @Test
  void nothingIsTriedWithoutTheToken() throws Exception {
    try (var client = new RawHttpClient(node.adminPort())) {
      RawResponse answer =
          client.exchange("POST /shadow HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(answer.status()).isEqualTo(401);
    }
    assertThat(page().path("trial").isNull()).isTrue();
    assertThat(post("/shadow/promote", "").text()).contains("no rules are being tried");
  }

  @Test
  void theUsualSampleIsATenthOfTheKeys() throws Exception {
    origin.always(Script.ok("same").header("Cache-Control", "max-age=60"));
    act("/shadow?name=next.conf", HALF);
    try (var client = new RawHttpClient(node.port())) {
      for (int i = 0; i < 1000; i++) {
        client.exchange(NodeFixture.request("GET", "/page/" + i));
        client.exchange(NodeFixture.request("GET", "/page/" + i));
      }
    }
    await()
        .atMost(LONG)
        .until(() ->
            rules().contains("\"requests\" : 2000")
                && score("live").path("requests").asInt() % 2 == 0);
    JsonNode trial = page().path("trial");
    int ghosts = trial.path("score").path("ghosts").asInt();
    assertThat(ghosts).isBetween(60, 150);
    // A key is in the sample with all its requests.
    assertThat(trial.path("score").path("live").path("requests").asInt()).isEqualTo(2 * ghosts);
    assertThat(trial.path("sample").asDouble()).isEqualTo(0.1);
  }

  @Test
  void concurrentRequestsAreAllCountedAndPromotionBreaksNone() throws Exception {
    origin.always(Script.ok("same").header("ETag", "\"1\""));
    tryOut(HALF);
    int each = 150;
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> clients = new ArrayList<>();
      for (int c = 0; c < 4; c++) {
        clients.add(pool.submit(() -> ask(each)));
      }
      for (Future<Integer> client : clients) {
        assertThat(client.get()).isEqualTo(each);
      }
      await().atMost(LONG).until(() -> score("live").path("requests").asInt() == 4 * each);
      assertThat(page().path("trial").path("score").path("missed").asInt()).isZero();
      clients.clear();
      for (int c = 0; c < 4; c++) {
        clients.add(pool.submit(() -> ask(each)));
      }
      for (int i = 0; i < 10; i++) {
        act("/shadow/promote", "");
        act("/shadow/rollback", "");
        tryOut(HALF);
      }
      for (Future<Integer> client : clients) {
        assertThat(client.get()).isEqualTo(each);
      }
    }
  }

  private int ask(int times) throws IOException {
    int answered = 0;
    try (var client = new RawHttpClient(node.port())) {
      for (int i = 0; i < times; i++) {
        answered +=
            client.exchange(NodeFixture.request("GET", "/page/" + i % 20)).status() == 200 ? 1 : 0;
      }
    }
    return answered;
  }
}

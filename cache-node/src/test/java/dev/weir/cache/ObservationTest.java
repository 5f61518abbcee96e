package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node started from a configuration file, and what its log and its admin listener tell.
class ObservationTest {

  private final ManualClock clock = new ManualClock();
  @TempDir private Path folder;
  private ScriptedOrigin origin;
  private CacheNode node;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    NodeConfig config =
        NodeConfigFile.parse(
            "node.conf",
            """
            http_port 127.0.0.1:%d accel vhost
            icp_port 0
            admin_port 127.0.0.1:%d
            admin_token_file %s
            visible_hostname node-a
            cache_peer 127.0.0.1 parent %d 0 no-query originserver name=app
            refresh_pattern -i \\.css$ 60 20%% 1440 name=style
            refresh_pattern . 0 20%% 4320
            access_log %s squid
            """
                .formatted(
                    freePort(),
                    freePort(),
                    Files.writeString(folder.resolve("token"), "sesame"),
                    origin.port(),
                    folder.resolve("access.log")),
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

  private void get(String target) throws IOException {
    try (var client = new RawHttpClient(node.port())) {
      client.exchange(NodeFixture.request("GET", target));
    }
  }

  private String admin(String path) throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      return client.get(path).text();
    }
  }

  @Test
  void everyRequestIsALineInTheLog() throws Exception {
    origin.always(
        Script.ok("page").header("Cache-Control", "max-age=60").header("Content-Type", "text/css"));
    get("/a.css?secret");
    get("/a.css?secret");

    Path log = folder.resolve("access.log");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(log) && Files.readAllLines(log).size() == 2);
    // In the order the exchanges ended on the node, which a client cannot see.
    List<String> lines = Files.readAllLines(log);
    assertThat(lines)
        .anyMatch(line ->
            line.matches(
                "1767225600\\.000 +0 127\\.0\\.0\\.1 TCP_MISS/200 \\d+ GET"
                    + " http://site\\.test/a\\.css\\? - FIRSTUP_PARENT/127\\.0\\.0\\.1 text/css"))
        .anyMatch(
            line -> line.contains(" TCP_MEM_HIT/200 ") && line.endsWith(" HIER_NONE/- text/css"));
  }

  // Behind an edge that ends TLS.
  @Test
  void logNamesTheSchemeTheClientAskedBy() throws Exception {
    origin.always(Script.ok("page"));
    try (var client = new RawHttpClient(node.port())) {
      client.get("/a.css", "Host: site.test", "X-Forwarded-Proto: https");
    }

    Path log = folder.resolve("access.log");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(log).content().contains(" GET https://site.test/a.css - "));
  }

  @Test
  void logIsBegunAnewAfterItWasMovedAway() throws Exception {
    origin.always(Script.ok("page"));
    Path log = folder.resolve("access.log");
    Path moved = folder.resolve("access.log.1");
    get("/before");
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.size(log) > 0);
    Files.move(log, moved);

    assertThat(reopen("Bearer guessed").status()).isEqualTo(401);
    assertThat(reopen("Bearer sesame").text()).contains("reopened");
    get("/after");

    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(log) && Files.size(log) > 0);
    assertThat(Files.readString(log)).contains("/after").doesNotContain("/before");
    assertThat(Files.readString(moved)).contains("/before").doesNotContain("/after");
  }

  private RawResponse reopen(String authorization) throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      return client.exchange(
          "POST /logs/reopen HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nAuthorization: "
              + authorization
              + "\r\n\r\n");
    }
  }

  @Test
  void rulesShowWhatTheyWereUsedFor() throws Exception {
    origin.always(Script.ok("page").header("Cache-Control", "max-age=60"));
    get("/a.css");
    get("/a.css");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(admin("/rules"))
                .containsSubsequence("\"name\" : \"style\"", "\"requests\" : 2", "\"hits\" : 1"));
  }

  @Test
  void metricsCountResultsAndReasons() throws Exception {
    origin.always(Script.ok("page").header("Cache-Control", "max-age=60"));
    get("/a");
    get("/a");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(admin("/metrics"))
                .contains("weir_cache_requests_total{result=\"TCP_MEM_HIT\"} 1.0")
                .contains("weir_cache_reasons_total{reason=\"fresh-expires\"} 1.0")
                .contains("weir_cache_hierarchy_total{code=\"FIRSTUP_PARENT\"} 1.0")
                .contains("weir_store_uris 1.0"));
  }

  @Test
  void peersAndStoreAreShown() throws Exception {
    origin.always(Script.ok("page").header("Cache-Control", "max-age=60"));
    get("/a");

    assertThat(admin("/peers")).contains("\"name\" : \"app\"").contains("\"kind\" : \"parent\"");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(admin("/store")).contains("\"uris\" : 1").contains("\"fetches\" : 0"));
  }
}

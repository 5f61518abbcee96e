package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboard, as the admin listener sends it and as a real browser shows it.
class DashboardTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock();
  private ScriptedOrigin origin;
  private CacheNode node;

  @BeforeEach
  void start() throws Exception {
    origin = new ScriptedOrigin(InetAddress.getLoopbackAddress(), clock);
    origin.always(Script.ok("a"));
    int adminPort = FreePorts.next();
    node =
        new CacheNode(
            NodeConfigFile.parse(
                "node.conf",
                """
                http_port 127.0.0.1:0 accel vhost
                icp_port 0
                admin_port 127.0.0.1:%d
                visible_hostname node-a
                cache_peer 127.0.0.1 parent %d 0 no-query originserver name=app
                refresh_pattern -i \\.css$ 60s 0%% 60s name=style
                refresh_pattern . 30s 0%% 30s name=rest
                access_log none
                """
                    .formatted(adminPort, origin.port()),
                Map.of()),
            clock);
    node.start();
    for (int i = 0; i < 4; i++) {
      try (var client = new RawHttpClient(node.port())) {
        client.exchange("GET /site.css HTTP/1.1\r\nHost: h\r\n\r\n");
      }
    }
    await().atMost(LONG).until(() -> admin("/now.js").contains("\"requests\" : 4"));
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    origin.close();
  }

  private String admin(String target) throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      return client.exchange("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").text();
    }
  }

  @Test
  void theFirstEventComesAtOnce() throws IOException {
    try (var client = new RawHttpClient(node.adminPort())) {
      client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readHead().fields().first("Content-Type")).startsWith("text/event-stream");
      String chunk = new String(client.readOctets(40), StandardCharsets.US_ASCII);
      assertThat(chunk).contains("data: {\"node\":\"node-a\"");
    }
  }

  @Test
  void thePageNeedsNothingFromElsewhere() throws IOException {
    assertThat(admin("/")).contains("<title>").doesNotContain("https://").doesNotContain("@import");
  }

  @Test
  void aBrowserShowsRulesNeighboursAndStore() throws Exception {
    Path browser = browser();
    assumeTrue(browser != null, "no chromium on the PATH");
    String shown = browser == null ? "" : dump(browser);
    assertThat(shown).contains(">node-a</h1>").contains("<code>-i \\.css$</code>");
    // 4 requests, 3 of them hits.
    assertThat(shown).contains("75.0 %").contains("4 requests in the last hour, 3 hits");
    assertThat(shown).contains("127.0.0.1:" + origin.port()).contains("1 URLs");
  }

  private static @Nullable Path browser() {
    List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator, -1));
    return folders.stream()
        .map(each -> Path.of(each, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  private String dump(Path browser) throws Exception {
    Path out = folder.resolve("page.html");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                "http://127.0.0.1:" + node.adminPort() + "/")
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out);
  }
}

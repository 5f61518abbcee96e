package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.Chromium;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import dev.weir.testing.RawHttpClient;
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
import java.util.concurrent.TimeUnit;
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
                admin_token_file %s
                visible_hostname node-a
                cache_peer 127.0.0.1 parent %d 0 no-query originserver name=app
                refresh_pattern -i \\.css$ 60s 0%% 60s name=style
                refresh_pattern . 30s 0%% 30s name=rest
                access_log none
                """
                    .formatted(
                        adminPort,
                        Files.writeString(folder.resolve("token"), "sesame"),
                        origin.port()),
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
    Path browser = Chromium.find();
    assumeTrue(browser != null, "no chromium on the PATH");
    String shown = browser == null ? "" : dump(browser);
    assertThat(shown).contains(">node-a</h1>").contains("<code>-i \\.css$</code>");
    // 4 requests, 3 of them hits.
    assertThat(shown).contains("75.0 %").contains("4 requests in the last hour, 3 hits");
    assertThat(shown).contains("127.0.0.1:" + origin.port()).contains("1 URLs");
  }

  @Test
  void aBrowserShowsTheRulesOnTrialBesideThoseInForce() throws Exception {
    Path browser = Chromium.find();
    assumeTrue(browser != null, "no chromium on the PATH");
    assertThat(browser == null ? "" : dump(browser)).contains("On trial: nothing.");
    work();
    String shown = browser == null ? "" : dump(browser);
    assertThat(shown)
        .contains("On trial: next.conf.")
        .contains(">next.conf</th>")
        .contains("refresh_pattern . 10s 0% 10s")
        .containsPattern("requests to the origin</th><td>\\d+</td><td>\\d+</td>")
        .contains("class=\"worse\"");
    if (browser != null) {
      picture(browser, "dashboard-light", 1, 1280, 1750);
      picture(browser, "dashboard-dark", 0, 1280, 1750);
      picture(browser, "dashboard-narrow", 1, 500, 2100);
    }
  }

  /// Traffic for a quarter of an hour, with rules on trial that are shorter than those in force.
  private void work() throws Exception {
    String rules = "refresh_pattern . 10s 0% 10s name=short\n";
    try (var client = new RawHttpClient(node.adminPort())) {
      client.exchange(
          "POST /shadow?name=next.conf&sample=100%25 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer"
              + " sesame\r\nContent-Length: "
              + rules.length()
              + "\r\n\r\n"
              + rules);
    }
    int asked = 4;
    for (int minute = 0; minute < 15; minute++) {
      if (minute == 7) {
        origin.always(Script.ok("b").header("ETag", "\"2\""));
      }
      for (int i = 0; i < 4 + minute % 5; i++) {
        clock.advance(Duration.ofSeconds(6));
        try (var client = new RawHttpClient(node.port())) {
          client.exchange(
              "GET " + (i % 2 == 0 ? "/site.css" : "/a.html") + " HTTP/1.1\r\nHost: h\r\n\r\n");
          asked++;
        }
        String now = "\"requests\" : " + asked;
        await()
            .atMost(LONG)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> admin("/now.js").contains(now));
      }
      clock.advance(Duration.ofSeconds(20));
    }
  }

  /// Kept for people to look at, in target/screenshots.
  ///
  /// @param scheme 0 for dark, 1 for light
  private void picture(Path browser, String name, int scheme, int width, int height)
      throws Exception {
    Path image = Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png");
    Files.deleteIfExists(image);
    run(
        browser,
        ProcessBuilder.Redirect.DISCARD,
        "--hide-scrollbars",
        "--blink-settings=preferredColorScheme=" + scheme,
        "--window-size=" + width + "," + height,
        "--screenshot=" + image.toAbsolutePath());
    assertThat(image).isNotEmptyFile();
  }

  private String dump(Path browser) throws Exception {
    Path out = folder.resolve("page.html");
    run(browser, ProcessBuilder.Redirect.to(out.toFile()), "--dump-dom");
    return Files.readString(out);
  }

  private void run(Path browser, ProcessBuilder.Redirect out, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(browser.toString(), "--headless"));
    command.addAll(List.of("--no-sandbox", "--disable-gpu"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(List.of(options));
    command.add("http://127.0.0.1:" + node.adminPort() + "/");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}

package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cache node with a `cache_dir`, killed or stopped and started again as a process of its own,
/// answers what it had stored before without a request to the application.
class RestartedNodeIT {

  private static final String HOST = "127.0.0.1";
  private static final int LARGE = 2_000_000;

  @TempDir private Path folder;
  private ScriptedOrigin application;
  private Path config;
  private int port;
  private int adminPort;
  private Child node;

  @SuppressWarnings("NullAway.Init") // set up before each test
  RestartedNodeIT() {}

  @BeforeEach
  void start() throws Exception {
    application = new ScriptedOrigin();
    application.always(
        Script.ok(content()).header("Cache-Control", "max-age=3600").header("ETag", "\"1\""));
    port = Repository.freePort(HOST);
    adminPort = Repository.freePort(HOST);
    config = folder.resolve("node.conf");
    Files.write(
        config,
        List.of(
            "http_port " + HOST + ":" + port + " accel vhost",
            "icp_port 0",
            "admin_port " + HOST + ":" + adminPort,
            "cache_peer " + HOST + " parent " + application.port() + " 0 no-query originserver",
            "cache_mem 16 MB",
            "cache_dir coss " + folder.resolve("ring") + " 64",
            "access_log none"));
    startNode();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    application.close();
  }

  private void startNode() throws Exception {
    node = Child.weir(Map.of(), "node", "--config", config.toString());
    node.awaitLine("is ready at");
  }

  private static byte[] content() {
    byte[] octets = new byte[LARGE];
    new Random(1).nextBytes(octets);
    return octets;
  }

  private RawResponse get(int of, String path) throws Exception {
    try (RawHttpClient client = new RawHttpClient(of)) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: site.test\r\nConnection: close\r\n\r\n");
      return client.readResponse();
    }
  }

  private String store() throws Exception {
    return new String(get(adminPort, "/store").body(), StandardCharsets.UTF_8);
  }

  /// Waits until a page of the admin listener says that so much is on disk, and nothing on its way.
  private void awaitOnDisk(int responses) {
    await()
        .atMost(Child.LIMIT)
        .until(() ->
            store().matches("(?s).*\"responses\"\\s*:\\s*" + responses + "\\D.*")
                && store().matches("(?s).*\"unfinished\"\\s*:\\s*0\\D.*"));
  }

  private void assertHit(String path) throws Exception {
    RawResponse hit = get(port, path);
    assertThat(hit.fields().first("Cache-Status")).contains("; hit");
    assertThat(hit.body()).isEqualTo(content());
  }

  @Test
  void whatWasStoredIsAHitAfterAKill() throws Exception {
    get(port, "/page");
    awaitOnDisk(1);
    node.kill();
    startNode();
    awaitOnDisk(1);

    assertHit("/page");
    assertThat(application.received()).hasSize(1);
  }

  @Test
  void whatWasStoredIsAHitAfterAnOrderlyStop() throws Exception {
    get(port, "/page");
    ProcessHandle.of(node.pid()).orElseThrow().destroy();
    assertThat(node.awaitExit()).isIn(0, 143);
    startNode();
    awaitOnDisk(1);

    assertHit("/page");
    assertThat(application.received()).hasSize(1);
  }

  @Test
  void secondNodeOnTheSameDirectorySaysSo() throws Exception {
    Path other = folder.resolve("other.conf");
    Files.writeString(
        other,
        Files.readString(config)
            .replace("http_port " + HOST + ":" + port, "http_port " + HOST + ":0")
            .replace("admin_port " + HOST + ":" + adminPort, "admin_port 0"));
    try (Child second = Child.weir(Map.of(), "node", "--config", other.toString())) {
      assertThat(second.awaitExit()).isEqualTo(4);
      assertThat(second.output()).contains("is in use by another node (process " + node.pid());
    }
  }
}

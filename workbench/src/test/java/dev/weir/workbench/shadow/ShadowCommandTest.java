package dev.weir.workbench.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.cache.CacheNode;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.testing.FreePorts;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RefusedPort;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.workbench.Weir;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path token;
  private Path next;
  private ScriptedOrigin origin;
  private CacheNode node;

  @SuppressWarnings("NullAway.Init") // made by JUnit and in start()
  ShadowCommandTest() {}

  @BeforeEach
  void start() throws Exception {
    token = Files.writeString(folder.resolve("token"), "sesame\n");
    next = Files.writeString(folder.resolve("next.conf"), "refresh_pattern . 1h 0% 1h\n");
    origin = new ScriptedOrigin();
    origin.always(Script.ok("page"));
    String text =
        """
        http_port 127.0.0.1:0
        admin_port 127.0.0.1:%d
        admin_token_file %s
        access_log none
        cache_peer 127.0.0.1 parent %d 0 originserver
        refresh_pattern . 0 0%% 0
        """
            .formatted(freePort(), token, origin.port());
    node =
        new CacheNode(NodeConfigFile.parse(folder.resolve("node.conf").toString(), text, Map.of()));
    node.start();
  }

  private static int freePort() throws IOException {
    return FreePorts.next();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    origin.close();
  }

  private int weir(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Weir.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int order(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addFirst("shadow");
    arguments.addAll(List.of("--node", place(), "--token-file", token.toString()));
    return weir(arguments.toArray(String[]::new));
  }

  private String place() {
    return "127.0.0.1:" + node.adminPort();
  }

  private int status(String... more) {
    List<String> arguments = new ArrayList<>(List.of("shadow", "status", "--node", place()));
    arguments.addAll(List.of(more));
    return weir(arguments.toArray(String[]::new));
  }

  private void get() throws IOException {
    try (var client = new RawHttpClient(node.port())) {
      client.get("/a", "Host: site.test");
    }
  }

  @Test
  void rulesAreTriedComparedPutInForceAndTakenBack() throws Exception {
    assertThat(order("start", next.toString(), "--sample", "100%")).isZero();
    assertThat(out.toString())
        .contains("next.conf, on 100 % of the keys. In force: the configuration file.");
    get();
    get();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> status() == 0 && out.toString().matches("(?s).*requests +2 +2 .*"));
    assertThat(out.toString())
        .contains("in force      next.conf")
        .containsPattern("hit ratio +0.0 % +50.0 % +\\+50.0 pt")
        .containsPattern("requests to the origin +2 +1 +-50.0 %")
        .contains("1 keys of 100 % followed");
    assertThat(order("promote")).isZero();
    assertThat(out.toString())
        .contains("next.conf. The configuration file is unchanged")
        .contains("  refresh_pattern . 3600s 0% 3600s");
    status();
    assertThat(out.toString())
        .contains("A rollback puts the configuration file in force again.")
        .doesNotContain("hit ratio");
    assertThat(order("rollback")).isZero();
    assertThat(out.toString()).contains("In force again: the configuration file.");
    assertThat(order("rollback")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to take back");
  }

  @Test
  void statusIsThereAsJson() {
    assertThat(status("--json")).isZero();
    assertThat(out.toString()).contains("\"inForce\"").contains("\"trial\" : null");
  }

  @Test
  void aBadFileIsToldByLineAndAnEndWithoutATrialIsRefused() throws Exception {
    Files.writeString(next, "refresh_pattern . 1h 0 1h\n");
    assertThat(order("start", next.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("next.conf:1: refresh_pattern: '0' is no percentage");
    assertThat(order("stop")).isEqualTo(1);
    assertThat(err.toString()).contains("no rules are being tried");
  }

  @Test
  void aWrongTokenAndAMissingNodeAreToldInOneLine() throws Exception {
    Files.writeString(token, "other");
    assertThat(order("promote")).isEqualTo(4);
    assertThat(err.toString()).contains("send the admin token");
    try (var refused = new RefusedPort()) {
      String[] command = {
        "shadow", "stop", "--node", "127.0.0.1:" + refused.port(), "--token-file", token.toString()
      };
      assertThat(weir(command)).isEqualTo(4);
    }
    assertThat(err.toString()).contains("cannot be reached; is the tier running?");
  }
}

package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo's stack with a `cache_dir` for one of its nodes: killed and started again, that node
/// still answers the edge's visitors with what it had, whoever else is gone.
class RestartedStackIT {

  private static final String PAGE = "/albums/1";

  @TempDir private Path folder;
  private Map<String, String> variables = Map.of();
  private Path nodeConfig;
  private Child app;
  private Child nodeA;
  private Child nodeB;
  private Child edge;

  @SuppressWarnings("NullAway.Init") // set up before each test
  RestartedStackIT() {}

  @BeforeEach
  void start() throws Exception {
    variables = DemoTiers.onFreePorts(folder);
    Path demo = Repository.root().resolve("deploy/demo");
    for (String secret : List.of("siblings.secret", "admin.token")) {
      Files.copy(demo.resolve(secret), folder.resolve(secret));
    }
    nodeConfig = Files.copy(demo.resolve("node-a.conf"), folder.resolve("node-a.conf"));
    Files.writeString(
        nodeConfig,
        "cache_dir coss " + folder.resolve("ring") + " 64\n",
        StandardOpenOption.APPEND);
    app = tier("app", demo.resolve("app.yaml"));
    nodeA = tier("node", nodeConfig);
    nodeB = tier("node", demo.resolve("node-b.conf"));
    edge = tier("edge", demo.resolve("edge.yaml"));
    for (Child tier : List.of(app, nodeA, nodeB, edge)) {
      tier.awaitLine("is ready at");
    }
  }

  @AfterEach
  void stop() {
    for (Child child : new Child[] {edge, nodeA, nodeB, app}) {
      if (child != null) {
        child.close();
      }
    }
  }

  private Child tier(String kind, Path config) throws Exception {
    return Child.weir(variables, kind, "--config", config.toString());
  }

  private RawResponse get(String portOf, String path) throws Exception {
    int port = Integer.parseInt(variables.getOrDefault("WEIR_DEMO_" + portOf + "_PORT", ""));
    try (RawHttpClient client = new RawHttpClient(port)) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: demo.test\r\nConnection: close\r\n\r\n");
      return client.readResponse();
    }
  }

  private void awaitOnDisk() {
    await()
        .atMost(Child.LIMIT)
        .until(() -> {
          String store = get("NODE_A_ADMIN", "/store").text();
          return store.matches("(?s).*\"state\"\\s*:\\s*\"READY\".*")
              && store.matches("(?s).*\"responses\"\\s*:\\s*[1-9].*")
              && store.matches("(?s).*\"unfinished\"\\s*:\\s*0\\D.*");
        });
  }

  /// Through the edge, which takes the nodes in turn.
  private RawResponse answerOfNodeA() {
    return await()
        .atMost(Child.LIMIT)
        .until(
            () -> get("EDGE", PAGE),
            answer -> String.valueOf(answer.fields().first("Cache-Status")).contains("node-a;"));
  }

  @Test
  void pageIsAHitFromDiskThroughTheEdgeAfterItsNodeWasKilled() throws Exception {
    RawResponse first = answerOfNodeA();
    assertThat(first.status()).isEqualTo(200);
    awaitOnDisk();

    nodeA.kill();
    // Nobody else has the page now.
    nodeB.kill();
    app.kill();
    nodeA = tier("node", nodeConfig);
    nodeA.awaitLine("is ready at");
    awaitOnDisk();
    RawResponse again = answerOfNodeA();

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.fields().first("Cache-Status")).startsWith("node-a; hit");
    assertThat(get("NODE_A_ADMIN", "/store").text()).containsPattern("\"diskHits\"\\s*:\\s*[1-9]");
  }
}

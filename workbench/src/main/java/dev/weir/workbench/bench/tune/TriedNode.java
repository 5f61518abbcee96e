package dev.weir.workbench.bench.tune;

import dev.weir.workbench.admin.AdminClient;
import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.JavaCommand;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A node in a process of its own, on which rules can be tried.
final class TriedNode implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String TOKEN = "bench";
  private static final String CANDIDATE = "refresh_pattern . 10s 0% 10s name=candidate\n";

  private final ServerProcess process;
  private final AdminClient admin;
  private final int port;

  private TriedNode(ServerProcess process, AdminClient admin, int port) {
    this.process = process;
    this.admin = admin;
    this.port = port;
  }

  static TriedNode start(Path directory, PageOrigin origin) throws IOException {
    int http;
    int admin;
    try (FreePorts ports = new FreePorts()) {
      http = ports.next();
      admin = ports.next();
    }
    Path config = directory.resolve("node.conf");
    Files.writeString(directory.resolve("token"), TOKEN);
    Files.writeString(
        config,
        """
        http_port 127.0.0.1:%d
        admin_port 127.0.0.1:%d
        admin_token_file token
        cache_peer 127.0.0.1 parent %d 0 no-query originserver
        refresh_pattern . 1d 0%% 1d name=live
        access_log none
        """
            .formatted(http, admin, origin.port()));
    List<String> command =
        JavaCommand.weir(List.of(), List.of("node", "--config", config.toString()));
    TriedNode node =
        new TriedNode(
            ServerProcess.start("node", command, directory),
            new AdminClient("127.0.0.1:" + admin),
            http);
    try {
      node.process.await(node::answers, START_LIMIT);
    } catch (IOException e) {
      node.close();
      throw e;
    }
    return node;
  }

  private boolean answers() {
    try {
      admin.page("/livez", Map.of());
      return true;
    } catch (IOException _) {
      return false; // not yet
    }
  }

  int port() {
    return port;
  }

  Duration cpu() {
    return process.cpu();
  }

  /// Tries rules on a share of the keys from now on.
  void tryOut(String sample) throws IOException {
    post("/shadow", Map.of("name", "candidate.conf", "sample", sample), CANDIDATE);
  }

  /// Tries none any more.
  void stop() throws IOException {
    post("/shadow/stop", Map.of(), "");
  }

  private void post(String path, Map<String, String> query, String content) throws IOException {
    HttpResponse<String> answer = admin.post(path, query, content, TOKEN);
    if (answer.statusCode() != 200) {
      throw new IOException("the node refuses " + path + ": " + answer.body());
    }
  }

  @Override
  public void close() {
    admin.close();
    process.close();
  }
}

package dev.weir.workbench.shadow;

import dev.weir.workbench.admin.AdminClient;
import dev.weir.workbench.admin.NodeOption;
import dev.weir.workbench.admin.TokenFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which node is meant, and the token that allows to change it.
final class NodeOptions {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int OK = 200;
  private static final int NOT_ACCEPTABLE = 400;

  @Mixin private NodeOption node;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description = "File with the node's admin token: what admin_token_file names.")
  private Path tokenFile;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  NodeOptions() {}

  /// What a node made of an order.
  sealed interface Answer {

    /// It is done.
    record Done(JsonNode report) implements Answer {}

    /// It makes no sense; why, line by line.
    record Refused(String why) implements Answer {}
  }

  Answer post(String path, Map<String, String> query, String content) throws IOException {
    String token = new TokenFile(tokenFile).token();
    try (AdminClient admin = node.client()) {
      HttpResponse<String> answer = admin.post(path, query, content, token);
      JsonNode json = json(answer);
      String error = json.path("error").asString(answer.body());
      return switch (answer.statusCode()) {
        case OK -> new Answer.Done(json);
        case NOT_ACCEPTABLE -> new Answer.Refused(error);
        default -> throw new IOException(node.text() + ": " + error);
      };
    }
  }

  private JsonNode json(HttpResponse<String> answer) throws IOException {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw new IOException(node.text() + " does not answer like the admin listener of a node", e);
    }
  }
}

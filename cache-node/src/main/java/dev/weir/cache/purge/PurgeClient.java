package dev.weir.cache.purge;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Asks a node, by its admin listener, to purge. Blocks.
public final class PurgeClient implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

  private final URI admin;
  private final String token;
  private final HttpClient client;

  /// @param admin root of the admin listener, such as `http://127.0.0.1:9091/`
  /// @param token what the node's `admin_token_file` holds
  public PurgeClient(URI admin, String token) {
    this.admin = admin;
    this.token = token;
    this.client = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
  }

  /// What the node said.
  ///
  /// @param json a [PurgeReport] where the status is 200, else an object with `error`
  public record Answer(int status, String json) {

    /// Whether it has been done.
    public boolean isDone() {
      return status == 200;
    }
  }

  /// Sends an order.
  ///
  /// @param parameters as [PurgeOrder#of] reads them
  /// @throws IOException when the node cannot be reached or does not answer
  public Answer purge(Map<String, String> parameters) throws IOException, InterruptedException {
    String query =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve("/purge?" + query))
            .timeout(ANSWER_LIMIT)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response.statusCode(), response.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // Nobody is waited for: a purge under way is its caller's, who has left.
    client.shutdownNow();
  }
}

package dev.weir.workbench.admin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the admin listener of a tier; waits for the answer.
public final class AdminClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI admin;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();

  /// @param admin where the listener is: `http://127.0.0.1:9091`, or host and port alone
  public AdminClient(String admin) {
    this.admin = URI.create(admin.contains("://") ? admin : "http://" + admin);
  }

  /// The JSON of a page.
  ///
  /// @throws IOException when nobody answers, or the answer is an error: its message says which
  public JsonNode page(String path, Map<String, String> query) throws IOException {
    URI uri = uri(path, query);
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build());
    JsonNode json = json(answer, uri);
    if (answer.statusCode() != 200) {
      throw new IOException(admin + ": " + json.path("error").asString(answer.body()));
    }
    return json;
  }

  /// Has an action done, as who has the token; the answer, whatever it is.
  ///
  /// @throws IOException when nobody answers
  public HttpResponse<String> post(
      String path, Map<String, String> query, String content, String token) throws IOException {
    return send(
        HttpRequest.newBuilder(uri(path, query))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(content, StandardCharsets.UTF_8))
            .build());
  }

  private URI uri(String path, Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return admin.resolve(path + (text.isEmpty() ? "" : "?" + text));
  }

  private static JsonNode json(HttpResponse<String> answer, URI uri) throws IOException {
    try {
      return JSON.readTree(answer.body());
    } catch (RuntimeException e) {
      throw new IOException(uri + " does not answer like an admin listener of Weir", e);
    }
  }

  /// Sends any request.
  ///
  /// @throws IOException when nobody answers
  public HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      throw new IOException(
          request.uri().getAuthority() + " cannot be reached; is the tier running?", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.weir.workbench.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// One request of the demo and what came back, as a visitor sees it.
record Exchange(
    String method, URI uri, int status, String cacheStatus, String via, String body, Duration took) {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  static Exchange get(HttpClient client, URI uri, String... fields) throws IOException {
    return send(client, "GET", uri, HttpRequest.BodyPublishers.noBody(), fields);
  }

  static Exchange postForm(HttpClient client, URI uri, String form, String... fields)
      throws IOException {
    String[] all = new String[fields.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/x-www-form-urlencoded";
    System.arraycopy(fields, 0, all, 2, fields.length);
    return send(client, "POST", uri, HttpRequest.BodyPublishers.ofString(form), all);
  }

  private static Exchange send(
      HttpClient client,
      String method,
      URI uri,
      HttpRequest.BodyPublisher content,
      String... fields)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT).method(method, content);
    if (fields.length > 0) {
      request.headers(fields);
    }
    long started = System.nanoTime();
    HttpResponse<String> response;
    try {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + uri, e);
    }
    return new Exchange(
        method,
        uri,
        response.statusCode(),
        combined(response, "Cache-Status"),
        combined(response, "Via"),
        response.body(),
        Duration.ofNanos(System.nanoTime() - started));
  }

  private static String combined(HttpResponse<String> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }

  /// Members of `Cache-Status`, nearest to the origin first (RFC 9211 §2).
  List<String> cacheMembers() {
    return cacheStatus.isEmpty()
        ? List.of()
        : List.of(cacheStatus.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")).stream()
            .map(String::strip)
            .toList();
  }

  String milliseconds() {
    return String.format("%.1f ms", took.toNanos() / 1e6);
  }
}

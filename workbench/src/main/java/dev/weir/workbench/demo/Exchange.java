package dev.weir.workbench.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// One request of the demo and what came back, as a visitor sees it.
record Exchange(
    String method, URI uri, int status, HttpHeaders fields, String body, Duration took) {

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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(LIMIT).method(method, content);
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
        response.headers(),
        response.body(),
        Duration.ofNanos(System.nanoTime() - started));
  }

  /// All lines of a field, joined; empty when there is none.
  String field(String name) {
    return String.join(", ", fields.allValues(name));
  }

  String cacheStatus() {
    return field("Cache-Status");
  }

  /// What a browser would send back: name and value of the first cookie set; empty when none was.
  String cookie() {
    return field("Set-Cookie").split(";", 2)[0];
  }

  /// Members of `Cache-Status`, nearest to the origin first (RFC 9211 §2).
  List<String> cacheMembers() {
    String cacheStatus = cacheStatus();
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

package dev.weir.workbench.bench.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The admin listener of a tier: is it ready, and what do its workers do.
public final class AdminPages {

  /// How many workers there are, work, and have requests waiting for them; how many requests they
  /// have taken and refused so far.
  public record Workers(int workers, int busy, int queued, long served, long refused) {

    /// Requests that reached the application.
    public long asked() {
      return served + refused;
    }
  }

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final HttpClient client;
  private final int port;

  public AdminPages(HttpClient client, int port) {
    this.client = client;
    this.port = port;
  }

  /// Returns when the tier says it is ready.
  ///
  /// @throws IOException if it ends or is not ready within `limit`
  public void awaitReady(ServerProcess process, Duration limit) throws IOException {
    process.await(this::ready, limit);
  }

  /// The application's workers.
  public Workers workers() throws IOException {
    try {
      return MAPPER.readValue(get("/workers").body(), Workers.class);
    } catch (JacksonException e) {
      throw new IOException("not what /workers should tell: " + e.getMessage(), e);
    }
  }

  private boolean ready() {
    try {
      return get("/readyz").statusCode() == OK;
    } catch (IOException _) {
      return false; // not listening yet
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return ask(uri);
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException _) {
      // The connection it was to go by may just have been closed, having been idle for long.
      return ask(uri);
    }
  }

  private HttpResponse<String> ask(URI uri) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + uri, e);
    }
  }
}

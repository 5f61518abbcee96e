package dev.weir.cache.tell;

import dev.weir.cache.secret.SiblingSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries messages to siblings. Blocks.
final class Line implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  /// A confirmation names the life of the node that gives it; what is longer is none.
  private static final int LONGEST_LIFE = 64;

  private final SiblingSecret secret;
  private final HttpClient client;

  /// @param patience until a connection must stand
  Line(SiblingSecret secret, Duration patience) {
    this.secret = secret;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /// Tells notices and waits for the confirmation.
  ///
  /// @param lines one notice each
  /// @return what the sibling calls its life: another one after each start; null when it does not
  ///   understand the message, which repeating it would not change
  /// @throws IOException when it does not confirm
  @Nullable String tell(String host, int port, String lines)
      throws IOException, InterruptedException {
    byte[] message = lines.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(address(host, port))
            .timeout(ANSWER_LIMIT)
            .header("Authorization", secret.seal(message))
            .POST(HttpRequest.BodyPublishers.ofByteArray(message))
            .build();
    HttpResponse<String> answer =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() == 400) {
      LOG.warn("{} does not understand what it is told has become invalid; is it older?", host);
      return null;
    }
    if (answer.statusCode() != 200 || answer.body().length() > LONGEST_LIFE) {
      throw new IOException(
          answer.statusCode() == 403
              ? "it does not share our secret"
              : "status " + answer.statusCode());
    }
    return answer.body();
  }

  private static URI address(String host, int port) {
    String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return URI.create("http://" + written + ":" + port + Hearing.PATH);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

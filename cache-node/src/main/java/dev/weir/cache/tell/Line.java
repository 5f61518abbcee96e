package dev.weir.cache.tell;

import dev.weir.cache.secret.SiblingSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries messages to siblings. Blocks.
final class Line implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /// So long an answer is waited for at least.
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(2);

  /// No number of a tombstone.
  static final long NOT_UNDERSTOOD = -1;

  private final SiblingSecret secret;
  private final HttpClient client;
  private final Duration limit;

  /// @param patience until a connection must stand; an answer is waited for as long, if that is
  ///   longer than usual
  Line(SiblingSecret secret, Duration patience) {
    this.secret = secret;
    this.limit = patience.compareTo(LEAST_LIMIT) > 0 ? patience : LEAST_LIMIT;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /// How long an answer is waited for.
  Duration limit() {
    return limit;
  }

  /// Tells news and waits for the confirmation.
  ///
  /// @return up to which of our numbers the sibling knows all; [#NOT_UNDERSTOOD] when it does not
  ///   understand the message, which repeating it would not change
  /// @throws IOException when it does not confirm
  long tell(String host, int port, News news) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = post(host, port, Hearing.PATH, news.text());
    if (answer.statusCode() == 400) {
      LOG.warn("{} does not understand what it is told has become invalid; is it older?", host);
      return NOT_UNDERSTOOD;
    }
    try {
      return Long.parseLong(new String(confirmed(answer), StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new IOException("it answers what no sibling answers", e);
    }
  }

  /// Asks what we have missed.
  ///
  /// @throws IOException when it does not say, or somebody else does
  News ask(String host, int port, Inquiry inquiry) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = post(host, port, Hearing.MISSED, inquiry.text());
    byte[] news = confirmed(answer);
    String seal = answer.headers().firstValue(Hearing.SEAL).orElse("");
    if (!secret.isGenuine(Hearing.sealed(inquiry.word(), news), seal)) {
      throw new IOException("its answer is not signed with our secret");
    }
    try {
      return News.read(new String(news, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException("its answer is not understood: " + e.getMessage(), e);
    }
  }

  /// Says what this node is up to.
  ///
  /// @throws IOException when the sibling does not confirm
  void announce(String host, int port, Announcement announcement)
      throws IOException, InterruptedException {
    confirmed(post(host, port, Hearing.STANDING, announcement.text()));
  }

  private HttpResponse<byte[]> post(String host, int port, String path, String text)
      throws IOException, InterruptedException {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(address(host, port, path))
            .timeout(limit)
            .header("Authorization", secret.seal(message))
            .POST(HttpRequest.BodyPublishers.ofByteArray(message))
            .build();
    return client.send(
        request,
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), News.LONGEST));
  }

  private static byte[] confirmed(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode() == 403
              ? "it does not share our secret"
              : "status " + answer.statusCode());
    }
    return answer.body();
  }

  private static URI address(String host, int port, String path) {
    String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return URI.create("http://" + written + ":" + port + path);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

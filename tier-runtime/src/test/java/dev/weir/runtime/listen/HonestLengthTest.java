package dev.weir.runtime.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HonestLengthTest {

  private Listeners listeners;

  @SuppressWarnings("NullAway.Init") // opened before each test
  HonestLengthTest() {}

  @BeforeEach
  void open() throws Exception {
    listeners = new Listeners(List.of(ListenSettings.on("127.0.0.1:0")), new Bodiless());
    listeners.start();
  }

  @AfterEach
  void close() {
    listeners.close();
  }

  /// `/status/length`: answers without content; length `-` when it is not known.
  private static final class Bodiless extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String[] parts = request.getHttpURI().getPath().split("/");
      response.setStatus(Integer.parseInt(parts[1]));
      if (!parts[2].equals("-")) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, Long.parseLong(parts[2]));
      }
      HonestLength.finish(request, response, callback);
      return true;
    }
  }

  // RFC 9110 §8.6
  @ParameterizedTest
  @CsvSource({
    "GET, /304/-, ",
    "GET, /304/7, 7",
    "GET, /304/0, 0",
    "HEAD, /304/-, ",
    "HEAD, /200/-, ",
    "HEAD, /200/7, 7",
    "HEAD, /404/-, "
  })
  void noLengthIsInvented(String method, String target, String length) throws Exception {
    try (RawHttpClient client = new RawHttpClient(listeners.port())) {
      String request = method + " " + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
      RawResponse response = client.exchange(request);

      assertThat(response.fields().first("Content-Length")).isEqualTo(length);
      // The connection is in step: the next answer is read where it should be.
      assertThat(client.exchange(request).status()).isEqualTo(response.status());
    }
  }
}

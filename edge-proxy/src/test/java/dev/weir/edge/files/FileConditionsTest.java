package dev.weir.edge.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// RFC 9110 §13.2.2
final class FileConditionsTest {

  private static final String MODIFIED = "Sat, 01 Nov 2025 10:00:00 GMT";

  @TempDir Path dir;
  private FileServer server;
  private String etag;

  @BeforeEach
  void serve() throws Exception {
    server = new Folder(dir).file("a.txt", "abc").file("a.txt.gz", "zipped").serve();
    etag = Objects.requireNonNull(server.get("/a.txt").fields().first("ETag"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  // RFC 9110 §15.4.5: the fields a 304 must have, and a length only if it is that of the 200 (§8.6)
  @Test
  void notModifiedKeepsWhatCachesNeed() throws Exception {
    try (RawHttpClient client = server.connect()) {
      RawResponse response = client.get("/a.txt", "If-None-Match: " + etag);
      assertThat(response.status()).isEqualTo(304);
      assertThat(response.fields().first("ETag")).isEqualTo(etag);
      assertThat(response.fields().lines("Cache-Control")).containsExactly("max-age=3600");
      assertThat(response.fields().first("Vary")).isEqualTo("Accept-Encoding");
      assertThat(response.fields().first("Content-Length")).isEqualTo("3");
      assertThat(response.fields().contains("Date")).isTrue();
      assertThat(response.fields().contains("Content-Type")).isFalse();
      // the connection goes on
      assertThat(client.get("/a.txt").text()).isEqualTo("abc");
    }
  }

  @ParameterizedTest(name = "[{0}] {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          If-None-Match: ETAG                                            | 304
          If-None-Match: W/ETAG                                          | 304
          If-None-Match: "x", ETAG                                       | 304
          If-None-Match: *                                               | 304
          If-None-Match: "x"                                             | 200
          If-None-Match: "x"; If-Modified-Since: MODIFIED                | 200
          If-Modified-Since: MODIFIED                                    | 304
          If-Modified-Since: Sat, 01 Nov 2025 10:00:01 GMT               | 304
          If-Modified-Since: Sat, 01 Nov 2025 09:59:59 GMT               | 200
          If-Modified-Since: yesterday                                   | 200
          If-Match: ETAG                                                 | 200
          If-Match: "x"                                                  | 412
          If-Match: W/ETAG                                               | 412
          If-Unmodified-Since: MODIFIED                                  | 200
          If-Unmodified-Since: Sat, 01 Nov 2025 09:59:59 GMT             | 412
          If-Match: ETAG; If-Unmodified-Since: Sat, 01 Nov 2025 09:59:59 GMT | 200
          If-Match: ETAG; If-None-Match: ETAG                            | 304
          """)
  void conditionsAreWeighed(String conditions, int status) throws Exception {
    String[] lines = conditions.replace("ETAG", etag).replace("MODIFIED", MODIFIED).split("; ");
    assertThat(server.get("/a.txt", lines).status()).isEqualTo(status);
  }

  @Test
  void headIsConditionalToo() throws Exception {
    try (RawHttpClient client = server.connect()) {
      RawResponse response =
          client.exchange("HEAD /a.txt HTTP/1.1\r\nHost: x\r\nIf-None-Match: " + etag + "\r\n\r\n");
      assertThat(response.status()).isEqualTo(304);
    }
  }

  @Test
  void tagOfOneCodingDoesNotMatchAnother() throws Exception {
    String[] accept = {"Accept-Encoding: gzip", "If-None-Match: " + etag};
    RawResponse response = server.get("/a.txt", accept);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("zipped");
  }
}

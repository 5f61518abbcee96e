package dev.weir.sample.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.RunningApp;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every page says to caches.
class CachingFieldsTest {

  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    app = new RunningApp();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          /                      | 200 | text/html; charset=utf-8  | public, max-age=10, stale-while-revalidate=60, stale-if-error=86400 | yes | -      | "gallery"
          /albums/1              | 200 | text/html; charset=utf-8  | -                                   | yes | -      | -
          /pictures/1            | 200 | text/html; charset=utf-8  | public, max-age=0, s-maxage=30      | yes | -      | "picture-1"
          /api/pictures          | 200 | application/json          | public, max-age=30                  | yes | Accept | "gallery"
          /api/pictures?album=2  | 200 | application/json          | public, max-age=30                  | yes | Accept | "gallery"
          /login                 | 200 | text/html; charset=utf-8  | public, max-age=300                 | no  | -      | -
          /me                    | 303 | -                         | private, no-cache                   | no  | Cookie | -
          /time                  | 200 | text/plain; charset=utf-8 | no-store                            | no  | -      | -
          /slow?ms=0             | 200 | text/plain; charset=utf-8 | -                                   | no  | -      | -
          /slow?ms=0&max-age=9   | 200 | text/plain; charset=utf-8 | max-age=9                           | no  | -      | -
          /slow?max-age=9;x      | 200 | text/plain; charset=utf-8 | -                                   | no  | -      | -
          /health                | 200 | text/plain; charset=utf-8 | no-store                            | no  | -      | -
          /none                  | 404 | text/html; charset=utf-8  | public, max-age=5                   | no  | -      | -
          /albums/none-such      | 404 | text/html; charset=utf-8  | public, max-age=5                   | no  | -      | -
          /albums/99             | 404 | text/html; charset=utf-8  | public, max-age=5                   | no  | -      | -
          /pictures/99           | 404 | text/html; charset=utf-8  | public, max-age=5                   | no  | -      | -
          /pictures/01           | 404 | text/html; charset=utf-8  | public, max-age=5                   | no  | -      | -
          /pictures/1/2          | 404 | text/html; charset=utf-8  | public, max-age=5                   | no  | -      | -
          /api/pictures?album=99 | 404 | text/html; charset=utf-8  | public, max-age=5                   | no  | -      | -
          /pictures/1/comments   | 405 | text/html; charset=utf-8  | no-store                            | no  | -      | -
          /logout                | 405 | text/html; charset=utf-8  | no-store                            | no  | -      | -
          /?a=%ZZ                | 400 | text/html; charset=utf-8  | no-store                            | no  | -      | -
          """)
  void everyPageSaysHowItMayBeStored(
      String target,
      int status,
      @Nullable String contentType,
      @Nullable String cacheControl,
      String validators,
      @Nullable String vary,
      @Nullable String groups)
      throws IOException {
    RawResponse response = app.get(target);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.fields().first("Content-Type")).isEqualTo(contentType);
    assertThat(response.fields().first("Cache-Control")).isEqualTo(cacheControl);
    assertThat(response.fields().contains("ETag")).isEqualTo(validators.equals("yes"));
    assertThat(response.fields().contains("Last-Modified")).isEqualTo(validators.equals("yes"));
    assertThat(response.fields().first("Vary")).isEqualTo(vary);
    assertThat(response.fields().first("Cache-Groups")).isEqualTo(groups);
    assertThat(response.complete()).isTrue();
  }

  // RFC 9111 §4.2.2: heuristic freshness is derived from Last-Modified, so it must lie in the past
  @Test
  void pagesWithoutExplicitFreshnessWereModifiedLongAgo() throws IOException {
    assertThat(RunningApp.field(app.get("/albums/3"), "Last-Modified"))
        .isEqualTo("Fri, 23 May 2025 12:00:00 GMT");
  }

  @Test
  void headSaysTheSameAsGetWithoutContent() throws IOException {
    RawResponse get = app.get("/");
    try (var client = new RawHttpClient(app.app().port())) {
      RawResponse head = client.exchange("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.fields().first("Content-Length"))
          .isEqualTo(Integer.toString(get.body().length));
      assertThat(head.fields().first("ETag")).isEqualTo(get.fields().first("ETag"));
      assertThat(client.get("/time").status()).isEqualTo(200);
    }
  }

  // RFC 9110 §15.5.6
  @Test
  void aWrongMethodIsToldTheRightOnes() throws IOException {
    assertThat(app.get("/pictures/1/comments").fields().first("Allow")).isEqualTo("POST");
    assertThat(app.postRaw("/", "").fields().first("Allow")).isEqualTo("GET, HEAD");
    assertThat(app.postRaw("/albums/1", "").status()).isEqualTo(405);
  }
}

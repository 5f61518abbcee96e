package dev.weir.sample.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sample.RunningApp;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
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
          /                      | 200 | text/html; charset=utf-8  | public, max-age=10, stale-while-revalidate=60, stale-if-error=86400 | true | -      | "gallery"
          /albums/1              | 200 | text/html; charset=utf-8  | -                                   | true | -      | -
          /pictures/1            | 200 | text/html; charset=utf-8  | public, max-age=0, s-maxage=30      | true | -      | "picture-1"
          /api/pictures          | 200 | application/json          | public, max-age=30                  | true | Accept | "gallery"
          /api/pictures?album=2  | 200 | application/json          | public, max-age=30                  | true | Accept | "gallery"
          /login                 | 200 | text/html; charset=utf-8  | public, max-age=300                 | false | -      | -
          /me                    | 303 | -                         | private, no-cache                   | false | Cookie | -
          /time                  | 200 | text/plain; charset=utf-8 | no-store                            | false | -      | -
          /slow?ms=0             | 200 | text/plain; charset=utf-8 | -                                   | false | -      | -
          /slow?ms=0&max-age=9   | 200 | text/plain; charset=utf-8 | max-age=9                           | false | -      | -
          /slow?max-age=9;x      | 200 | text/plain; charset=utf-8 | -                                   | false | -      | -
          /health                | 200 | text/plain; charset=utf-8 | no-store                            | false | -      | -
          /none                  | 404 | text/html; charset=utf-8  | public, max-age=5                   | false | -      | -
          /albums/none-such      | 404 | text/html; charset=utf-8  | public, max-age=5                   | false | -      | -
          /albums/99             | 404 | text/html; charset=utf-8  | public, max-age=5                   | false | -      | -
          /pictures/99           | 404 | text/html; charset=utf-8  | public, max-age=5                   | false | -      | -
          /pictures/01           | 404 | text/html; charset=utf-8  | public, max-age=5                   | false | -      | -
          /pictures/1/2          | 404 | text/html; charset=utf-8  | public, max-age=5                   | false | -      | -
          /api/pictures?album=99 | 404 | text/html; charset=utf-8  | public, max-age=5                   | false | -      | -
          /pictures/1/comments   | 405 | text/html; charset=utf-8  | no-store                            | false | -      | -
          /logout                | 405 | text/html; charset=utf-8  | no-store                            | false | -      | -
          /?a=%ZZ                | 400 | text/html; charset=utf-8  | no-store                            | false | -      | -
          """)
  void everyPageSaysHowItMayBeStored(ArgumentsAccessor row) throws IOException {
    RawResponse response = app.get(row.getString(0));

    assertThat(response.status()).isEqualTo(row.getInteger(1));
    assertThat(response.fields().first("Content-Type")).isEqualTo(row.getString(2));
    assertThat(response.fields().first("Cache-Control")).isEqualTo(row.getString(3));
    boolean validators = row.getBoolean(4);
    assertThat(response.fields().contains("ETag")).isEqualTo(validators);
    assertThat(response.fields().contains("Last-Modified")).isEqualTo(validators);
    assertThat(response.fields().first("Vary")).isEqualTo(row.getString(5));
    assertThat(response.fields().first("Cache-Groups")).isEqualTo(row.getString(6));
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

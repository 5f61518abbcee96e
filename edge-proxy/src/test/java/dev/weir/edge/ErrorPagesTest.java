package dev.weir.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.RefusedPort;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPagesTest {

  private RefusedPort refused;
  private EdgeUnderTest edge;

  @BeforeEach
  void open(@TempDir Path folder) throws Exception {
    refused = new RefusedPort();
    edge =
        EdgeUnderTest.with(
            """
            upstreams: { app: { servers: [ "%s" ] } }
            routes:
              - { path: /app/, upstream: app }
              - { path: /static/, files: { root: "%s" } }
            """
                .formatted(refused.authority(), folder));
  }

  @AfterEach
  void close() throws Exception {
    edge.close();
    refused.close();
  }

  /// Routing, forwarding, static files, admission and the parser: all speak through the same page.
  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, /nowhere, 404",
    "GET, /static/nothing.css, 404",
    "POST, /static/nothing.css, 405",
    "GET, /app/, 502",
    "TRACE, /app/, 405",
    "GET, /a/..;/b, 400",
  })
  void pageSaysWhatHappenedAndNothingElse(String method, String target, int status)
      throws Exception {
    try (RawHttpClient client = edge.client()) {
      RawResponse page =
          client.exchange(method + " " + target + " HTTP/1.1\r\nHost: www.test\r\n\r\n");
      assertThat(page.status()).isEqualTo(status);
      assertThat(page.fields().first("Content-Type")).isEqualTo("text/html;charset=utf-8");
      assertThat(page.fields().first("Cache-Control")).isEqualTo("no-store");
      assertThat(page.fields().contains("Server")).isFalse();
      assertThat(page.text()).contains("<title>" + status + " ", "</html>");
      assertThat(page.text())
          .doesNotContain("http://", "https://", "<script", "src=", "url(", "@import")
          .doesNotContain("jetty", "java", "Exception", "127.0.0.1", refused.port() + "");
      String id = page.fields().first("X-Request-Id");
      if (id != null) {
        assertThat(page.text()).contains(id);
      }
    }
  }

  @Test
  void programsGetProblemDetails() throws Exception {
    try (RawHttpClient client = edge.client()) {
      RawResponse problem = client.get("/app/", "Accept: application/json");
      assertThat(problem.status()).isEqualTo(502);
      assertThat(problem.fields().first("Content-Type")).isEqualTo("application/problem+json");
      assertThat(problem.text()).contains("\"status\":502", problem.fields().first("X-Request-Id"));
    }
  }

  @Test
  void headGetsTheHeadOfThePage() throws Exception {
    try (RawHttpClient client = edge.client()) {
      RawResponse head = client.exchange("HEAD /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
      RawResponse page = client.get("/nowhere", "Host: a");
      assertThat(head.status()).isEqualTo(404);
      assertThat(head.fields().first("Content-Length"))
          .isEqualTo(page.fields().first("Content-Length"));
    }
  }

  @Test
  void refusedMethodIsToldWhichAreAllowed() throws Exception {
    try (RawHttpClient client = edge.client()) {
      RawResponse response = client.exchange("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(response.fields().first("Allow")).contains("GET", "POST");
      assertThat(client.closed()).isTrue();
    }
  }

  @Test
  void loopIsDetectedByOurOwnName() throws Exception {
    try (RawHttpClient client = edge.client()) {
      RawResponse response = client.get("/app/", "Via: 1.1 someone, 1.1 weir-edge");
      assertThat(response.status()).isEqualTo(502);
      assertThat(response.fields().first("Proxy-Status"))
          .isEqualTo("weir-edge; error=proxy_loop_detected");
    }
  }
}

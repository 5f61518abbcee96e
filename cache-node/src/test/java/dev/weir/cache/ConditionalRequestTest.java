package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.HttpDate;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalRequestTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void store() throws IOException {
    fixture.origin.enqueue(
        Script.ok("page")
            .header("Cache-Control", "max-age=60")
            .header("Content-Type", "text/plain")
            .header("ETag", "W/\"1\"")
            .header("Last-Modified", "Mon, 01 Dec 2025 00:00:00 GMT"));
    fixture.get("/");
  }

  // RFC 9110 §15.4.5
  @Test
  void clientThatHasTheStoredResponseIsToldSo() throws Exception {
    store();

    RawResponse response = fixture.get("/", "If-None-Match: \"1\"");

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.fields().first("ETag")).isEqualTo("W/\"1\"");
    assertThat(response.fields().first("Cache-Control")).isEqualTo("max-age=60");
    assertThat(response.fields().contains("Age")).isTrue();
    assertThat(response.fields().contains("Date")).isTrue();
    assertThat(response.fields().contains("Content-Length")).isFalse();
    assertThat(response.fields().contains("Content-Type")).isFalse();
    assertThat(NodeFixture.isHit(response)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'If-None-Match: "2"',                                304 is not, 200
          'If-Modified-Since: Mon, 01 Dec 2025 00:00:00 GMT',  unmodified, 304
          'If-Modified-Since: Sun, 30 Nov 2025 00:00:00 GMT',  modified,   200
          'If-Modified-Since: yesterday',                      malformed,  200
          """)
  void conditionsAreWeighed(String line, String what, int status) throws Exception {
    store();
    assertThat(fixture.get("/", line).status()).as(what).isEqualTo(status);
  }

  // RFC 9111 §4.3.2: for want of Last-Modified its Date counts
  @ParameterizedTest
  @CsvSource({"0, 304", "1, 304", "-1, 200"})
  void responseWithoutLastModifiedIsAsOldAsItsDate(long secondsAfterDate, int status)
      throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));
    fixture.get("/");
    String since = HttpDate.format(fixture.clock.instant().plusSeconds(secondsAfterDate));
    fixture.clock.advance(Duration.ofSeconds(10));

    assertThat(fixture.get("/", "If-Modified-Since: " + since).status()).isEqualTo(status);
  }

  // RFC 9110 §13.1.5: only what the origin stated makes a range apply
  @Test
  void dateIsNoValidatorForRanges() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "max-age=60"));
    String date = fixture.get("/").fields().first("Date");

    assertThat(fixture.get("/", "Range: bytes=0-1", "If-Range: " + date).status()).isEqualTo(200);
  }

  @Test
  void conditionOfAClientIsWeighedAgainstWhatIsFetchedWhole() throws Exception {
    fixture.origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=60").header("ETag", "\"1\""));

    RawResponse response = fixture.get("/", "If-None-Match: \"1\"");

    assertThat(response.status()).isEqualTo(304);
    assertThat(fixture.origin.take().fields().contains("If-None-Match")).isFalse();
    assertThat(fixture.get("/").text()).isEqualTo("page");
  }

  @Test
  void connectionGoesOnAfterANotModified() throws Exception {
    store();
    try (RawHttpClient client = fixture.client()) {
      client.get("/", "Host: site.test", "If-None-Match: \"1\"");
      assertThat(client.get("/", "Host: site.test").text()).isEqualTo("page");
    }
  }
}

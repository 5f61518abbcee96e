package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotStoredTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          no-store response,  'Cache-Control: no-store',            'X: y',                      response-no-store
          private response,   'Cache-Control: private, max-age=60', 'X: y',                      response-private
          no-store request,   'Cache-Control: max-age=60',          'Cache-Control: no-store',   request-no-store
          Authorization,      'Cache-Control: max-age=60',          'Authorization: Basic eDp5', authorization
          personal cookie,    'X: y',                               'Cookie: id=1',              personal-cookie
          sets a cookie,      'Set-Cookie: id=1',                   'X: y',                      personal-set-cookie
          """)
  void isFetchedEveryTimeAndTheReasonTold(
      String what, String responseLine, String requestLine, String reason) throws Exception {
    String[] field = responseLine.split(": ", 2);
    fixture.origin.always(
        Script.ok("page")
            .header(field[0], field[1])
            .header("Last-Modified", "Mon, 01 Dec 2025 00:00:00 GMT"));

    RawResponse first = fixture.get("/", requestLine);
    RawResponse second = fixture.get("/", requestLine);

    assertThat(first.fields().first("Cache-Status")).as(what).endsWith("detail=" + reason);
    assertThat(NodeFixture.isHit(second)).isFalse();
    assertThat(fixture.origin.received()).hasSize(2);
  }

  // RFC 9111 §3.5
  @Test
  void publicResponseToARequestWithAuthorizationIsStored() throws Exception {
    fixture.origin.enqueue(Script.ok("page").header("Cache-Control", "public, max-age=60"));
    fixture.get("/", "Authorization: Basic eDp5");

    assertThat(NodeFixture.isHit(fixture.get("/"))).isTrue();
  }

  // RFC 9111 §7.3
  @Test
  void cookieIsStoredWhereTheOriginNamesALifetime() throws Exception {
    fixture.origin.enqueue(
        Script.ok("page").header("Cache-Control", "max-age=60").header("Set-Cookie", "lang=en"));

    fixture.get("/");
    RawResponse second = fixture.get("/");

    assertThat(NodeFixture.isHit(second)).isTrue();
    assertThat(second.fields().lines("Set-Cookie")).containsExactly("lang=en");
  }

  // RFC 9111 §5.2.2.7
  @Test
  void privateFieldOfTheFirstClientIsNotGivenToTheSecond() throws Exception {
    fixture.origin.enqueue(
        Script.ok("page")
            .header("Cache-Control", "max-age=60, private=\"Set-Cookie\"")
            .header("Set-Cookie", "id=alice"));

    RawResponse first = fixture.get("/");
    RawResponse second = fixture.get("/");

    assertThat(first.fields().first("Set-Cookie")).isEqualTo("id=alice");
    assertThat(NodeFixture.isHit(second)).isTrue();
    assertThat(second.fields().contains("Set-Cookie")).isFalse();
  }

  @Test
  void tracesOfOtherHopsAreNotStored() throws Exception {
    fixture.origin.enqueue(
        Script.ok("page")
            .header("Cache-Control", "max-age=60")
            .header("X-Cache", "HIT from origin-cache")
            .header("Cache-Status", "origin-cache; hit")
            .header("Connection", "X-Hop")
            .header("X-Hop", "1"));

    RawResponse first = fixture.get("/");
    RawResponse second = fixture.get("/");

    assertThat(first.fields().combined("Cache-Status")).startsWith("origin-cache; hit, node; fwd=");
    assertThat(first.fields().contains("X-Hop")).isFalse();
    assertThat(second.fields().lines("X-Cache")).containsExactly("HIT from node");
    assertThat(second.fields().combined("Cache-Status")).startsWith("node; hit");
    assertThat(second.fields().contains("X-Hop")).isFalse();
  }

  @Test
  void responseLargerThanTheLimitIsRelayedAndNotStored() throws Exception {
    String large = "x".repeat((512 << 10) + 1);
    fixture.origin.always(Script.ok(large).header("Cache-Control", "max-age=60").chunked());

    assertThat(fixture.get("/").text()).isEqualTo(large);
    assertThat(NodeFixture.isHit(fixture.get("/"))).isFalse();
  }

  // RFC 9112 §8: where the end of the connection ends the content, a cut looks like the end.
  @ParameterizedTest
  @CsvSource({"200, 'X: y', 'X: y'", "206, 'Range: bytes=0-3', 'Content-Range: bytes 0-3/10'"})
  void contentThatEndsWithTheConnectionIsNotStored(
      int status, String requestLine, String responseLine) throws Exception {
    String[] field = responseLine.split(": ", 2);
    fixture.origin.always(
        Script.ok("page")
            .status(status)
            .header("Cache-Control", "max-age=60")
            .header("ETag", "\"1\"")
            .header(field[0], field[1])
            .untilClose());

    RawResponse first = fixture.get("/", requestLine);
    RawResponse second = fixture.get("/", requestLine);

    assertThat(first.text()).isEqualTo("page");
    assertThat(first.fields().first("Cache-Status")).endsWith("detail=length-unknown");
    assertThat(NodeFixture.isHit(second)).isFalse();
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void chunkedContentIsStored() throws Exception {
    fixture.origin.always(Script.ok("page").header("Cache-Control", "max-age=60").chunked());

    fixture.get("/");

    assertThat(NodeFixture.isHit(fixture.get("/"))).isTrue();
  }
}

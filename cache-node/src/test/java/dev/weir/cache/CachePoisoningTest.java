package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one client makes the origin say about its own odd request is not what others get.
final class CachePoisoningTest {

  private NodeFixture fixture;

  @SuppressWarnings("NullAway.Init") // made in start()
  CachePoisoningTest() {}

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static Script page(String content) {
    return Script.ok(content).header("Cache-Control", "max-age=60");
  }

  private void assertOthersGetTheirPage(String id) throws IOException {
    fixture.origin.enqueue(page("the right page"));
    RawResponse next = fixture.get("/");
    assertThat(next.status()).as(id).isEqualTo(200);
    assertThat(next.text()).as(id).isEqualTo("the right page");
    assertThat(NodeFixture.isHit(next)).as(id).isFalse();
    assertThat(NodeFixture.isHit(fixture.get("/"))).as(id).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          M05 oversized field              | X-Large: {20000}             | 400 | X: y
          M05 oversized field, other word  | X-Large: {20000}             | 431 | Cache-Control: max-age=60
          M05 with a date of change        | X-Large: {20000}             | 400 | Last-Modified: Mon, 01 Dec 2025 00:00:00 GMT
          M07 meta character               | X-Meta: a\\b                 | 400 | X: y
          M08 another method               | X-HTTP-Method-Override: POST | 404 | X: y
          M08 another method, not allowed  | X-HTTP-Method: DELETE        | 405 | X: y
          M09 a condition that fails       | If-Match: "9"                | 412 | Cache-Control: max-age=60
          M09 a range out of reach         | Range: bytes=99-             | 416 | Cache-Control: max-age=60
          M12 a cookie                     | X: y                         | 200 | Set-Cookie: id=1
          M15 varies on everything         | X: y                         | 200 | Vary: *
          M17 somebody's own               | X: y                         | 200 | Cache-Control: private, max-age=60
          """)
  void answerToAnOddRequestIsNotKept(String id, String requestLine, int status, String line)
      throws Exception {
    String[] field = line.split(": ", 2);
    fixture.origin.enqueue(Script.ok("for one only").status(status).header(field[0], field[1]));

    fixture.get("/", requestLine.replace("{20000}", "x".repeat(20_000)));

    assertOthersGetTheirPage(id);
  }

  // M06: the origin itself says for how long its 400 is good (RFC 9111 §3): it is believed.
  @Test
  void refusalWithALifetimeIsKeptAsLongAsTheOriginSays() throws Exception {
    fixture.origin.enqueue(page("too large").status(400));

    fixture.get("/", "X-Large: " + "x".repeat(20_000));

    assertThat(NodeFixture.isHit(fixture.get("/"))).isTrue();
  }

  // M26, M27: authority and query are part of the key; M28: the scheme and the host's case are not
  // to be chosen by a client.
  @Test
  void hostIsPartOfTheKey() throws Exception {
    fixture.origin.enqueue(page("evil"));
    try (RawHttpClient stranger = fixture.client()) {
      stranger.get("/", "Host: evil.test");
    }
    fixture.origin.enqueue(page("evil too"));
    try (RawHttpClient stranger = fixture.client()) {
      stranger.get("/", "Host: site.test:81");
    }
    assertOthersGetTheirPage("M26");
    try (RawHttpClient shouting = fixture.client()) {
      assertThat(NodeFixture.isHit(shouting.get("/", "Host: SITE.test:80"))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Host: evil.test",
    "X-Host: evil.test",
    "X-Original-URL: /admin",
    "X-Rewrite-URL: /admin",
    "Forwarded: host=evil.test"
  })
  void fieldsThatClaimAnotherHostOrPathDoNotChooseTheKey(String line) throws Exception {
    fixture.origin.enqueue(page("the right page"));
    fixture.get("/");

    assertThat(fixture.get("/", line).text()).isEqualTo("the right page");
    assertThat(fixture.origin.received()).hasSize(1);
  }
}

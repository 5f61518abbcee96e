package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevalidationTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static final Script TAGGED =
      Script.ok("first")
          .header("Cache-Control", "max-age=10")
          .header("ETag", "\"1\"")
          .header("Last-Modified", "Wed, 31 Dec 2025 00:00:00 GMT");

  // RFC 9111 §4.3.4
  @Test
  void notModifiedFreshensWhatIsStored() throws Exception {
    fixture.origin.enqueue(TAGGED);
    fixture.origin.enqueue(
        Script.of(304)
            .header("ETag", "\"1\"")
            .header("Cache-Control", "max-age=100")
            .header("X-New", "1"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    RawResponse validated = fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(50));
    RawResponse hit = fixture.get("/");

    fixture.origin.take();
    ReceivedRequest asked = fixture.origin.take();
    assertThat(asked.fields().first("If-None-Match")).isEqualTo("\"1\"");
    assertThat(asked.fields().first("If-Modified-Since"))
        .isEqualTo("Wed, 31 Dec 2025 00:00:00 GMT");
    assertThat(validated.status()).isEqualTo(200);
    assertThat(validated.text()).isEqualTo("first");
    assertThat(validated.fields().first("X-New")).isEqualTo("1");
    assertThat(validated.fields().first("Age")).isEqualTo("0");
    assertThat(validated.fields().first("Cache-Status"))
        .isEqualTo("node; fwd=stale; fwd-status=304; stored; ttl=100; detail=stale-expires");
    assertThat(NodeFixture.isHit(hit)).isTrue();
    assertThat(hit.fields().first("Age")).isEqualTo("50");
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void fullResponseReplacesWhatIsStored() throws Exception {
    fixture.origin.enqueue(TAGGED);
    fixture.origin.enqueue(
        Script.ok("second").header("Cache-Control", "max-age=10").header("ETag", "\"2\""));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    RawResponse replaced = fixture.get("/");
    RawResponse hit = fixture.get("/");

    assertThat(replaced.text()).isEqualTo("second");
    assertThat(hit.text()).isEqualTo("second");
    assertThat(NodeFixture.isHit(hit)).isTrue();
  }

  @Test
  void clientThatHasTheStoredResponseIsToldSoAfterValidation() throws Exception {
    fixture.origin.enqueue(TAGGED);
    fixture.origin.enqueue(Script.of(304).header("ETag", "\"1\""));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    RawResponse response = fixture.get("/", "If-None-Match: \"1\"");

    assertThat(response.status()).isEqualTo(304);
  }

  // RFC 9111 §3.2
  @Test
  void notModifiedUpdatesTypeAndCookieButNotWhatChecksTheContent() throws Exception {
    fixture.origin.enqueue(
        TAGGED
            .header("Content-Type", "text/plain")
            .header("Content-MD5", "old")
            .header("Set-Cookie", "a=old"));
    fixture.origin.enqueue(
        Script.of(304)
            .header("ETag", "\"1\"")
            .header("Content-Type", "text/plain;charset=utf-8")
            .header("Content-MD5", "new")
            .header("Set-Cookie", "a=new"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    for (RawResponse response : List.of(fixture.get("/"), fixture.get("/"))) {
      assertThat(response.fields().first("Content-Type")).isEqualTo("text/plain;charset=utf-8");
      assertThat(response.fields().first("Content-MD5")).isEqualTo("old");
      assertThat(response.fields().lines("Set-Cookie")).containsExactly("a=new");
    }
    assertThat(fixture.origin.received()).hasSize(2);
  }

  // RFC 9111 §5.2.2.7
  @Test
  void privateFieldOfANotModifiedIsForItsClientOnly() throws Exception {
    fixture.origin.enqueue(TAGGED);
    fixture.origin.enqueue(
        Script.of(304)
            .header("ETag", "\"1\"")
            .header("Cache-Control", "max-age=10, private=\"Set-Cookie\"")
            .header("Set-Cookie", "id=alice"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    assertThat(fixture.get("/").fields().first("Set-Cookie")).isEqualTo("id=alice");
    RawResponse hit = fixture.get("/");
    assertThat(NodeFixture.isHit(hit)).isTrue();
    assertThat(hit.fields().contains("Set-Cookie")).isFalse();
  }

  // RFC 9111 §4.3.4: a 304 that names another representation confirms nothing.
  @Test
  void notModifiedOfAnotherRepresentationLeadsToAnUnconditionalFetch() throws Exception {
    fixture.origin.enqueue(TAGGED);
    fixture.origin.enqueue(Script.of(304).header("ETag", "\"other\""));
    fixture.origin.enqueue(Script.ok("whole"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    RawResponse response = fixture.get("/");

    assertThat(response.text()).isEqualTo("whole");
    assertThat(fixture.origin.received().getLast().fields().contains("If-None-Match")).isFalse();
  }

  // RFC 9111 §3: what forbids storing the one answer says nothing of what others are given.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          304, 'Cache-Control: no-store',       'X: y',               "1"
          200, 'Cache-Control: no-store',       'X: y',               "2"
          304, 'Authorization: Basic eDp5',     'X: y',               "1"
          200, 'Authorization: Basic eDp5',     'X: y',               "2"
          404, 'Cookie: id=1',                  'X: y',               "2"
          400, 'X-Odd: 1',                      'X: y',               "2"
          401, 'X-Odd: 1',                      'X: y',               "2"
          405, 'X-HTTP-Method-Override: PURGE', 'X: y',               "2"
          413, 'X-Odd: 1',                      'X: y',               "2"
          414, 'X-Odd: 1',                      'X: y',               "2"
          431, 'X-Odd: 1',                      'Set-Cookie: id=1',   "2"
          """)
  void answerToOneClientLeavesWhatIsStoredForOthers(
      int status, String requestLine, String responseLine, String tag) throws Exception {
    fixture.origin.enqueue(TAGGED);
    String[] field = responseLine.split(": ", 2);
    fixture.origin.enqueue(Script.of(status).header("ETag", tag).header(field[0], field[1]));
    fixture.origin.enqueue(
        Script.of(304).header("ETag", "\"1\"").header("Cache-Control", "max-age=10"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    fixture.get("/", requestLine);
    RawResponse other = fixture.get("/");

    assertThat(fixture.origin.received().getLast().fields().first("If-None-Match"))
        .isEqualTo("\"1\"");
    assertThat(other.text()).isEqualTo("first");
    assertThat(NodeFixture.isHit(fixture.get("/"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          304, "1", 'Cache-Control: no-store'
          304, "1", 'Cache-Control: private'
          200, "2", 'Cache-Control: private'
          404, "2", 'X: y'
          410, "2", 'Cache-Control: no-store'
          """)
  void originsWordDropsTheVariantThatWasValidatedAndNoOther(
      int status, String tag, String responseLine) throws Exception {
    Script german = TAGGED.header("Vary", "Accept-Language");
    fixture.origin.enqueue(german);
    fixture.origin.enqueue(
        Script.ok("en")
            .header("Cache-Control", "max-age=100")
            .header("ETag", "\"en\"")
            .header("Vary", "Accept-Language"));
    String[] field = responseLine.split(": ", 2);
    fixture.origin.enqueue(
        Script.of(status)
            .header("ETag", tag)
            .header("Vary", "Accept-Language")
            .header(field[0], field[1]));
    fixture.origin.enqueue(Script.ok("third").header("Vary", "Accept-Language"));
    fixture.get("/", "Accept-Language: de");
    fixture.get("/", "Accept-Language: en");
    fixture.clock.advance(Duration.ofSeconds(11));

    fixture.get("/", "Accept-Language: de");

    assertThat(NodeFixture.isHit(fixture.get("/", "Accept-Language: en"))).isTrue();
    assertThat(fixture.get("/", "Accept-Language: de").text()).isEqualTo("third");
    assertThat(fixture.origin.received().getLast().fields().lines("If-None-Match"))
        .doesNotContain("\"1\"");
  }

  // RFC 9211 §2.5
  @Test
  void whatMayNotBeKeptAfterValidationIsNotCalledStored() throws Exception {
    fixture.origin.enqueue(TAGGED);
    fixture.origin.enqueue(
        Script.of(304).header("ETag", "\"1\"").header("Cache-Control", "no-store"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    assertThat(fixture.get("/").fields().first("Cache-Status"))
        .startsWith("node; fwd=stale; fwd-status=304; ttl=");
  }

  // RFC 9110 §15.4.5
  @Test
  void notModifiedThatNobodyAskedForConfirmsNothing() throws Exception {
    fixture.origin.enqueue(Script.ok("first").header("Cache-Control", "max-age=10"));
    fixture.origin.enqueue(Script.of(304).header("Cache-Control", "max-age=100"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    RawResponse response = fixture.get("/");

    assertThat(fixture.origin.received().getLast().fields().contains("If-None-Match")).isFalse();
    assertThat(NodeFixture.isHit(fixture.get("/"))).isFalse();
    assertThat(response.fields().first("Cache-Status")).doesNotContain("fwd-status=304");
  }

  @Test
  void uncacheableReplacementIsServedAndTheOldOneForgotten() throws Exception {
    fixture.origin.enqueue(TAGGED);
    fixture.origin.enqueue(Script.ok("secret").header("Cache-Control", "no-store"));
    fixture.origin.enqueue(Script.ok("third"));
    fixture.get("/");
    fixture.clock.advance(Duration.ofSeconds(11));

    assertThat(fixture.get("/").text()).isEqualTo("secret");
    assertThat(fixture.get("/").text()).isEqualTo("third");
    assertThat(fixture.origin.received().getLast().fields().contains("If-None-Match")).isFalse();
  }
}

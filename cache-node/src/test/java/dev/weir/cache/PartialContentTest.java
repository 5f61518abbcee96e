package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.CacheStatus;
import dev.weir.http.Fwd;
import dev.weir.testing.RawResponse;
import dev.weir.testing.ReceivedRequest;
import dev.weir.testing.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9111 §3.3, §3.4; RFC 9110 §15.3.7.
class PartialContentTest {

  private static final String WHOLE = "0123456789";

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static Script part(int first, int last) {
    return Script.of(206)
        .content(WHOLE.substring(first, last + 1).getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "text/plain")
        .header("Content-Range", "bytes " + first + "-" + last + "/10")
        .header("Cache-Control", "max-age=60");
  }

  private static Script tagged(int first, int last) {
    return part(first, last).header("ETag", "\"1\"");
  }

  private RawResponse get(Script answer, String... fieldLines) throws IOException {
    fixture.origin.enqueue(answer);
    return fixture.get("/", fieldLines);
  }

  private static @Nullable Fwd fwd(RawResponse response) {
    CacheStatus status = NodeFixture.status(response);
    return status == null ? null : status.fwd();
  }

  private ReceivedRequest lastReceived() {
    return fixture.origin.received().getLast();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          bytes=4-9, 456789, bytes 4-9/10
          bytes=5-6, 56,     bytes 5-6/10
          bytes=6-,  6789,   bytes 6-9/10
          bytes=-2,  89,     bytes 8-9/10
          bytes=7-99,789,    bytes 7-9/10
          """)
  void rangeWithinAStoredPartIsServedFromIt(String range, String text, String contentRange)
      throws Exception {
    get(part(4, 9), "Range: bytes=4-");

    RawResponse response = fixture.get("/", "Range: " + range);

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.text()).isEqualTo(text);
    assertThat(response.fields().first("Content-Range")).isEqualTo(contentRange);
    assertThat(response.fields().first("Content-Type")).isEqualTo("text/plain");
    assertThat(response.fields().contains("Age")).isTrue();
    assertThat(NodeFixture.isHit(response)).isTrue();
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // RFC 9111 §3.3: never used for what it does not cover.
  @ParameterizedTest
  @ValueSource(strings = {"bytes=3-5", "bytes=0-1", "bytes=0-1,5-6"})
  void rangeOutsideIsAskedForAsTheClientDid(String range) throws Exception {
    get(part(4, 9), "Range: bytes=4-");

    RawResponse response = get(part(0, 5), "Range: " + range);

    assertThat(response.text()).isEqualTo("012345");
    assertThat(lastReceived().fields().first("Range")).isEqualTo(range);
    assertThat(fwd(response)).isEqualTo(Fwd.PARTIAL);
  }

  @Test
  void headIsNotAnsweredFromAPart() throws Exception {
    get(part(4, 9), "Range: bytes=4-");
    fixture.origin.enqueue(Script.ok(WHOLE));

    fixture.send("HEAD", "/");

    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void partsOfTheSameRepresentationAreJoined() throws Exception {
    get(tagged(0, 3), "Range: bytes=0-3");
    get(tagged(6, 7), "Range: bytes=6-7");
    get(tagged(4, 5).header("X-Version", "3"), "Range: bytes=4-5");

    RawResponse response = fixture.get("/", "Range: bytes=1-7");

    assertThat(response.text()).isEqualTo("1234567");
    assertThat(response.fields().lines("X-Version")).containsExactly("3");
    assertThat(fixture.origin.received()).hasSize(3);
  }

  @Test
  void partsThatCoverAllAnswerForTheWhole() throws Exception {
    get(tagged(0, 6), "Range: bytes=0-6");
    get(tagged(5, 9), "Range: bytes=5-9");

    RawResponse response = fixture.get("/");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo(WHOLE);
    assertThat(response.fields().contains("Content-Range")).isFalse();
    assertThat(response.fields().first("Content-Length")).isEqualTo("10");
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"ETag, W/\"1\"", "ETag, \"2\"", "X-None, 1"})
  void partsWithoutTheSameStrongValidatorAreNot(String name, String value) throws Exception {
    get(tagged(0, 6), "Range: bytes=0-6");
    get(part(7, 9).header(name, value), "Range: bytes=7-9");

    RawResponse response = get(Script.ok(WHOLE), "Range: bytes=5-8");

    assertThat(response.status()).isEqualTo(200);
    assertThat(fixture.origin.received()).hasSize(3);
  }

  @Test
  void missingPartOfARangeIsAskedForOnCondition() throws Exception {
    get(tagged(2, 5), "Range: bytes=2-5");

    RawResponse response = get(tagged(6, 7), "Range: bytes=3-7");

    assertThat(lastReceived().fields().first("Range")).isEqualTo("bytes=6-7");
    assertThat(lastReceived().fields().first("If-Range")).isEqualTo("\"1\"");
    assertThat(response.status()).isEqualTo(206);
    assertThat(response.text()).isEqualTo("34567");
    assertThat(response.fields().first("Content-Range")).isEqualTo("bytes 3-7/10");
    assertThat(fwd(response)).isEqualTo(Fwd.PARTIAL);
    assertThat(response.fields().first("Cache-Status")).contains("; stored");
  }

  @Test
  void whatIsMissingForTheWholeIsAskedForOnCondition() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");

    RawResponse response = get(tagged(6, 9));

    assertThat(lastReceived().fields().first("Range")).isEqualTo("bytes=6-");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo(WHOLE);
    assertThat(fixture.get("/").text()).isEqualTo(WHOLE);
    assertThat(fixture.origin.received()).hasSize(2);
  }

  // RFC 9110 §13.1.5, §8.8.2.2
  @Test
  void modificationDateServesAsCondition() throws Exception {
    String modified = "Mon, 01 Jan 2024 00:00:00 GMT";
    get(part(0, 5).header("Last-Modified", modified), "Range: bytes=0-5");

    assertThat(get(part(6, 9)).text()).isEqualTo(WHOLE);
    assertThat(lastReceived().fields().first("If-Range")).isEqualTo(modified);
  }

  // RFC 9111 §3.4: what shares no strong validator is not joined, however well it fits.
  @Test
  void withoutValidatorTheWholeIsFetchedInTheEnd() throws Exception {
    get(part(0, 5), "Range: bytes=0-5");
    fixture.origin.enqueue(part(6, 9));

    RawResponse response = get(Script.ok(WHOLE).header("Cache-Control", "max-age=60"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo(WHOLE);
    assertThat(fixture.origin.received().get(1).fields().first("Range")).isEqualTo("bytes=6-");
    assertThat(lastReceived().fields().contains("Range")).isFalse();
  }

  @Test
  void anotherRepresentationTakesThePlaceOfTheParts() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");

    RawResponse response =
        get(Script.ok("another").header("ETag", "\"2\"").header("Cache-Control", "max-age=60"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("another");
    assertThat(fixture.get("/", "Range: bytes=0-2").text()).isEqualTo("ano");
  }

  @Test
  void partOfAnotherRepresentationIsNotJoined() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");
    fixture.origin.enqueue(part(6, 9).header("ETag", "\"2\""));

    assertThat(get(Script.ok("another")).text()).isEqualTo("another");
    assertThat(lastReceived().fields().contains("Range")).isFalse();
  }

  @Test
  void missingPartCutShortIsNotJoined() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");
    fixture.origin.enqueue(tagged(6, 9).cutAfter(2));

    RawResponse response = get(Script.ok(WHOLE));

    assertThat(response.text()).isEqualTo(WHOLE);
    assertThat(lastReceived().fields().contains("Range")).isFalse();
  }

  @Test
  void stalePartIsNotUsed() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");
    fixture.clock.advance(Duration.ofSeconds(61));

    RawResponse response = get(tagged(0, 5), "Range: bytes=0-5");

    assertThat(fwd(response)).isEqualTo(Fwd.STALE);
    assertThat(NodeFixture.isHit(fixture.get("/", "Range: bytes=1-2"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Cache-Control, no-store",
    "Cache-Control, private",
    "Content-Range, bytes 0-5/*",
    "Content-Range, bytes 0-4/10",
    "Content-Range, lines 0-5/10"
  })
  void partThatMayNotOrCannotBeKeptIsPassedOn(String name, String value) throws Exception {
    Script answer =
        Script.of(206).content("012345".getBytes(StandardCharsets.UTF_8)).header(name, value);
    if (!name.equals("Content-Range")) {
      answer.header("Content-Range", "bytes 0-5/10");
    } else {
      answer.header("Cache-Control", "max-age=60");
    }
    assertThat(get(answer, "Range: bytes=0-5").text()).isEqualTo("012345");

    assertThat(get(part(0, 5), "Range: bytes=0-5").status()).isEqualTo(206);
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void onlyIfCachedIsAnsweredFromAPart() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");

    String only = "Cache-Control: only-if-cached";
    assertThat(fixture.get("/", "Range: bytes=1-2", only).text()).isEqualTo("12");
    assertThat(fixture.get("/", "Range: bytes=1-7", only).status()).isEqualTo(504);
    assertThat(fixture.origin.received()).hasSize(1);
  }

  @Test
  void conditionIsWeighedAgainstThePart() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");

    RawResponse response = fixture.get("/", "Range: bytes=1-2", "If-None-Match: \"1\"");

    assertThat(response.status()).isEqualTo(304);
    assertThat(fixture.origin.received()).hasSize(1);
  }

  @Test
  void successfulPostDropsParts() throws Exception {
    get(tagged(0, 5), "Range: bytes=0-5");
    fixture.origin.enqueue(Script.of(204));
    fixture.send("POST", "/");

    assertThat(NodeFixture.isHit(get(tagged(0, 5), "Range: bytes=0-5"))).isFalse();
  }

  @Test
  void partsAreSelectedByVary() throws Exception {
    get(tagged(0, 5).header("Vary", "Accept-Language"), "Range: bytes=0-5", "Accept-Language: de");

    RawResponse other = get(tagged(0, 5), "Range: bytes=0-5", "Accept-Language: fr");

    assertThat(NodeFixture.isHit(other)).isFalse();
  }

  // An end counted one too far, where the request leaves no doubt how many octets there are.
  @ParameterizedTest
  @CsvSource({"bytes=-5, 01234", "bytes=6-8, 234", "bytes=6-, 234", "bytes=-1, 4"})
  void endCountedOneTooFarIsRead(String range, String text) throws Exception {
    Script answer =
        Script.of(206)
            .content("01234".getBytes(StandardCharsets.UTF_8))
            .header("Content-Range", "bytes 4-9/10")
            .header("Cache-Control", "max-age=60");
    get(answer, "Range: bytes=-5");

    RawResponse response = fixture.get("/", "Range: " + range);

    assertThat(response.status()).isEqualTo(206);
    assertThat(response.text()).isEqualTo(text);
  }
}

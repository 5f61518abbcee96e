package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.NodeConfig;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void encoded(String coding) {
    fixture.origin.enqueue(
        Script.ok(coding).header("Cache-Control", "max-age=60").header("Vary", "Accept-Encoding"));
  }

  @Test
  void bothVariantsStayStored() throws Exception {
    encoded("gzip");
    encoded("br");
    fixture.get("/", "Accept-Encoding: gzip");
    fixture.get("/", "Accept-Encoding: br");

    RawResponse gzip = fixture.get("/", "Accept-Encoding: gzip");
    RawResponse br = fixture.get("/", "Accept-Encoding: br");

    assertThat(gzip.text()).isEqualTo("gzip");
    assertThat(NodeFixture.isHit(gzip)).isTrue();
    assertThat(br.text()).isEqualTo("br");
    assertThat(NodeFixture.isHit(br)).isTrue();
  }

  @Test
  void missOfAVariantIsToldFromTheMissOfAUri() throws Exception {
    encoded("gzip");
    encoded("br");
    fixture.get("/", "Accept-Encoding: gzip");

    RawResponse response = fixture.get("/", "Accept-Encoding: br");

    assertThat(response.fields().first("Cache-Status")).contains("fwd=vary-miss");
  }

  // RFC 9111 §4.1: normalised in ways known not to change the meaning.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'gzip, br',  'gzip,br'
          'gzip, br',  'br, gzip'
          'GZIP',      'gzip'
          """)
  void spellingOfASelectingValueDoesNotMatter(String stored, String asked) throws Exception {
    encoded("page");
    fixture.get("/", "Accept-Encoding: " + stored);

    assertThat(NodeFixture.isHit(fixture.get("/", "Accept-Encoding: " + asked))).isTrue();
  }

  // RFC 9111 §4.1
  @Test
  void responseThatVariesOnEverythingIsNeverReused() throws Exception {
    Script script = Script.ok("page").header("Cache-Control", "max-age=60").header("Vary", "*");
    fixture.origin.always(script);
    fixture.get("/");

    assertThat(NodeFixture.isHit(fixture.get("/"))).isFalse();
    assertThat(fixture.origin.received()).hasSize(2);
  }

  @Test
  void oneUriHoldsOnlySoManyVariants() throws Exception {
    fixture.origin.on(
        "/",
        request ->
            Script.ok("page").header("Cache-Control", "max-age=60").header("Vary", "Cookie"));
    for (int i = 0; i < 40; i++) {
      fixture.get("/", "Cookie: id=" + i);
    }

    assertThat(NodeFixture.isHit(fixture.get("/", "Cookie: id=39"))).isTrue();
    assertThat(NodeFixture.isHit(fixture.get("/", "Cookie: id=1"))).isFalse();
  }

  @Test
  void howManyVariantsIsSaidByTheConfiguration() throws Exception {
    try (var few =
        new NodeFixture(config ->
            NodeFixture.withStorage(
                config, new NodeConfig.Storage(64 << 20, 4 << 20, 512 << 10, 0, 2, List.of())))) {
      few.origin.always(
          Script.ok("page").header("Cache-Control", "max-age=60").header("Vary", "X"));
      few.get("/", "X: 1");
      few.get("/", "X: 2");
      few.get("/", "X: 3");

      assertThat(NodeFixture.isHit(few.get("/", "X: 3"))).isTrue();
      assertThat(NodeFixture.isHit(few.get("/", "X: 2"))).isTrue();
      assertThat(NodeFixture.isHit(few.get("/", "X: 1"))).isFalse();
    }
  }

  // RFC 9111 §4.1, §4.3.1: any stored tag may turn out to be of the variant asked for.
  @Test
  void variantMissAsksWhetherAStoredOneWillDo() throws Exception {
    fixture.origin.enqueue(english().header("ETag", "\"en\""));
    fixture.origin.enqueue(
        Script.ok("deutsch")
            .header("Cache-Control", "max-age=60")
            .header("Vary", "Accept-Language")
            .header("ETag", "\"de\""));
    fixture.get("/", "Accept-Language: en");
    fixture.get("/", "Accept-Language: de");
    fixture.origin.enqueue(
        Script.of(304).header("ETag", "\"en\"").header("Cache-Control", "max-age=600"));

    RawResponse chosen = fixture.get("/", "Accept-Language: en-GB");

    assertThat(chosen.text()).isEqualTo("english");
    assertThat(chosen.fields().first("Cache-Status"))
        .isEqualTo("node; fwd=vary-miss; fwd-status=304; stored; ttl=600; detail=vary-miss");
    assertThat(fixture.origin.received().getLast().fields().first("If-None-Match"))
        .isEqualTo("\"de\", \"en\"");
    fixture.clock.advance(Duration.ofSeconds(100));
    assertThat(NodeFixture.isHit(fixture.get("/", "Accept-Language: en-GB"))).isTrue();
    assertThat(NodeFixture.isHit(fixture.get("/", "Accept-Language: en"))).isTrue();
    assertThat(fixture.origin.received()).hasSize(3);
  }

  @Test
  void choiceThatNamesNoneIsAskedAgainWithoutACondition() throws Exception {
    fixture.origin.enqueue(english().header("ETag", "\"en\""));
    fixture.get("/", "Accept-Language: en");
    fixture.origin.enqueue(Script.of(304));
    fixture.origin.enqueue(Script.ok("deutsch").header("Vary", "Accept-Language"));

    assertThat(fixture.get("/", "Accept-Language: de").text()).isEqualTo("deutsch");
    assertThat(fixture.origin.received().getLast().fields().contains("If-None-Match")).isFalse();
  }

  private static Script english() {
    return Script.ok("english")
        .header("Cache-Control", "max-age=60")
        .header("Vary", "Accept-Language");
  }
}

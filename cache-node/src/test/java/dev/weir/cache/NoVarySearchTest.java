package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// draft-ietf-httpbis-no-vary-search §6.
class NoVarySearchTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private RawResponse fetch(String target, String rule, String... fieldLines) throws IOException {
    fixture.origin.enqueue(
        Script.ok("one")
            .header("Cache-Control", "max-age=60")
            .header("ETag", "\"1\"")
            .header("Vary", "Accept-Language")
            .header("No-Vary-Search", rule));
    return fixture.get(target, fieldLines);
  }

  private boolean isStored(String target, String... fieldLines) throws IOException {
    String[] lines = java.util.Arrays.copyOf(fieldLines, fieldLines.length + 1);
    lines[fieldLines.length] = "Cache-Control: only-if-cached";
    return fixture.get(target, lines).status() == 200;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          params=("x")           | /?a=1&x=1 | /?a=1&x=2     | true
          params=("x")           | /?a=1&x=1 | /?a=1         | true
          params=("x")           | /?a=1&x=1 | /?a=2&x=1     | false
          params=("x")           | /?a=1&x=1 | /other?a=1    | false
          params                 | /         | /?anything=1  | true
          params, except=("a")   | /?a=1&x=1 | /?x=9&a=1     | true
          params, except=("a")   | /?a=1&x=1 | /?x=9&a=2     | false
          key-order              | /?a=1&b=2 | /?b=2&a=1     | true
          key-order              | /?a=1&b=2 | /?b=2&a=2     | false
          params=x               | /?a=1&x=1 | /?a=1&x=2     | false
          """)
  void responseAnswersForQueriesItDoesNotVaryOn(
      String rule, String stored, String asked, boolean hit) throws Exception {
    fetch(stored, rule);

    assertThat(isStored(asked)).isEqualTo(hit);
  }

  @Test
  void varyCountsAsWell() throws Exception {
    fetch("/?x=1", "params", "Accept-Language: de");

    assertThat(isStored("/?x=2", "Accept-Language: fr")).isFalse();
    assertThat(isStored("/?x=2", "Accept-Language: de")).isTrue();
  }

  @Test
  void staleResponseIsValidatedForTheQueryAsked() throws Exception {
    fetch("/?x=1", "params");
    fixture.clock.advance(Duration.ofSeconds(61));
    fixture.origin.enqueue(Script.of(304).header("ETag", "\"1\""));

    assertThat(fixture.get("/?x=2").text()).isEqualTo("one");

    assertThat(fixture.origin.received().getLast().target()).isEqualTo("/?x=2");
    assertThat(fixture.origin.received().getLast().fields().first("If-None-Match"))
        .isEqualTo("\"1\"");
    assertThat(isStored("/?x=3")).isTrue();
  }

  @Test
  void changeUnderAnEquivalentQueryDropsTheResponse() throws Exception {
    fetch("/?x=1", "params");
    fixture.origin.enqueue(Script.of(204));
    fixture.send("POST", "/?x=2");

    assertThat(isStored("/?x=1")).isFalse();
  }

  @Test
  void whatIsGoneIsNotFound() throws Exception {
    fetch("/?x=1", "params");
    fixture.origin.enqueue(Script.of(204));
    fixture.send("DELETE", "/?x=1");

    assertThat(isStored("/?x=2")).isFalse();
  }
}

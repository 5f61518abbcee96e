package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Policies;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.UrlPattern;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchWholeOnRangeTest {

  private NodeFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new NodeFixture(config -> NodeFixture.withPolicy(config, policy()));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static CachePolicy policy() {
    RefreshRule rule =
        new RefreshRule(
            "films",
            "test:1",
            UrlPattern.ANY,
            Duration.ZERO,
            0.2,
            Duration.ofDays(1),
            Set.of(RefreshRule.Option.FETCH_WHOLE_ON_RANGE),
            null,
            null,
            null);
    return Policies.with(List.of(rule));
  }

  private static Script whole() {
    return Script.ok("0123456789").header("Cache-Control", "max-age=60").header("ETag", "\"1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-2, 206, 89, bytes 8-9/10",
    "'bytes=0-1,5-6', 200, 0123456789,"
  })
  void firstRangeIsCutFromTheWholeWhileItArrives(
      String range, int status, String text, String contentRange) throws Exception {
    fixture.origin.enqueue(whole());

    RawResponse response = fixture.get("/", "Range: " + range);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.text()).isEqualTo(text);
    assertThat(response.fields().first("Content-Range")).isEqualTo(contentRange);
    assertThat(fixture.origin.take().fields().contains("Range")).isFalse();
  }

  @Test
  void laterRangesAndTheWholeAreServedFromTheStore() throws Exception {
    fixture.origin.enqueue(whole());
    fixture.get("/", "Range: bytes=2-4");

    assertThat(fixture.get("/", "Range: bytes=0-1").text()).isEqualTo("01");
    assertThat(fixture.get("/").text()).isEqualTo("0123456789");
    assertThat(fixture.origin.received()).hasSize(1);
  }

  // RFC 9110 §13.1.5
  @Test
  void rangeOfAnotherRepresentationIsAnsweredByTheWhole() throws Exception {
    fixture.origin.enqueue(whole());

    RawResponse response = fixture.get("/", "Range: bytes=2-4", "If-Range: \"0\"");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("0123456789");
  }
}

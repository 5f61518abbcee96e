package dev.weir.cache.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.Reason;
import dev.weir.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a node believes of those who ask it as the owner.
class HopMarkTest {

  private static final String URI = "http://site.test/a?b=c";

  private final ManualClock clock = new ManualClock();
  private final HopMark a = signing("a secret all siblings know");
  private final HopMark b = signing("a secret all siblings know");

  private HopMark signing(String secret) {
    return new HopMark(
        new SiblingSecret(secret.getBytes(StandardCharsets.UTF_8)), () -> "10.0.0.1:3128", clock);
  }

  @Test
  void markOfANodeWithTheSameSecretIsBelieved() {
    String mark = a.of("GET", URI);

    assertThat(mark).matches("owner; from=10\\.0\\.0\\.1:3128; at=1767225600; mac=[0-9a-f]{32}");
    assertThat(b.refusal(mark, "GET", URI)).isNull();
  }

  // Only what may be repeated is asked of owners, so a mark heard and sent again does no harm.
  @Test
  void markIsBelievedAgain() {
    String mark = a.of("GET", URI);

    assertThat(b.refusal(mark, "GET", URI)).isNull();
    assertThat(b.refusal(mark, "GET", URI)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, http://site.test/a?b=d",
    "GET, http://other.test/a?b=c",
    "HEAD, http://site.test/a?b=c",
    "DELETE, http://site.test/a?b=c"
  })
  void markOfAnotherRequestIsForged(String method, String uri) {
    assertThat(b.refusal(a.of("GET", URI), method, uri)).isEqualTo(Reason.HOP_FORGED);
  }

  @Test
  void markOfAnotherSecretIsForged() {
    assertThat(b.refusal(signing("a secret of somebody else").of("GET", URI), "GET", URI))
        .isEqualTo(Reason.HOP_FORGED);
  }

  @ParameterizedTest
  @CsvSource({"from=10.0.0.1, from=10.0.0.2", "at=1767225600, at=1767225601", "owner;, replica;"})
  void markThatWasAlteredIsForged(String said, String altered) {
    assertThat(b.refusal(a.of("GET", URI).replace(said, altered), "GET", URI))
        .isEqualTo(Reason.HOP_FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"; mac=", "owner; mac=", "owner; mac=0123456789abcdef", "x; mac=\u00e9"})
  void markWithoutItsCodeIsForged(String mark) {
    assertThat(b.refusal(mark, "GET", URI)).isEqualTo(Reason.HOP_FORGED);
  }

  @Test
  void endlessMarkIsForged() {
    assertThat(b.refusal("x".repeat(60_000) + "; mac=00", "GET", URI)).isEqualTo(Reason.HOP_FORGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "owner", "owner; from=10.0.0.1:3128; at=1767225600"})
  void markWithoutASignatureIsUnsigned(String mark) {
    assertThat(b.refusal(mark, "GET", URI)).isEqualTo(Reason.HOP_UNSIGNED);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "60, true", "61, false", "-60, true", "-61, false", "86400, false"})
  void markServesAsLongAsClocksMayDiffer(long secondsLater, boolean believed) {
    clock.advance(Duration.ofDays(1));
    String mark = a.of("GET", URI);
    clock.advance(Duration.ofSeconds(secondsLater));

    assertThat(b.refusal(mark, "GET", URI)).isEqualTo(believed ? null : Reason.HOP_UNTIMELY);
  }

  @Test
  void withoutASecretEveryMarkIsBelieved() {
    HopMark open = new HopMark(null, () -> null, clock);

    assertThat(open.of("GET", URI)).isEqualTo("owner");
    assertThat(open.refusal("owner", "GET", URI)).isNull();
    assertThat(open.refusal(a.of("GET", URI), "GET", URI)).isNull();
  }
}

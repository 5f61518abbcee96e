package dev.weir.cache.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.Fields;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A stored response never changes; validation makes another one with the same content.
final class StoredResponseTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void validationKeepsTheContent() {
    Fields fields = Fields.of("Cache-Control", "max-age=1");
    StoredResponse stored = stored(fields, StoredContent.copyOf(new byte[1000]));
    Fields fresh = Fields.of("Cache-Control", "max-age=100");

    StoredResponse freshened = stored.withFreshened(fresh, facts(fresh));

    assertThat(freshened.content()).isSameAs(stored.content());
    assertThat(freshened.fields()).isEqualTo(fresh);
    assertThat(freshened.facts().expiry()).isEqualTo(NOW.plusSeconds(100));
    assertThat(stored.fields()).isEqualTo(fields);
  }

  @Test
  void costCountsContentAndFields() {
    long little = stored(Fields.EMPTY, StoredContent.EMPTY).octets();
    long more =
        stored(Fields.of("X", "y".repeat(100)), StoredContent.copyOf(new byte[1000])).octets();
    assertThat(more - little).isBetween(1100L, 1110L);
  }

  private static StoredResponse stored(Fields fields, StoredContent content) {
    return new StoredResponse(
        CacheKey.of("http://a/"),
        200,
        "OK",
        fields,
        content,
        facts(fields),
        SelectingFields.NONE,
        "line 1");
  }

  private static StoredFacts facts(Fields fields) {
    return StoredFacts.of(200, fields, NOW, NOW, Interpretation.untargeted(FreshnessMode.RFC9111));
  }
}

package dev.weir.cache.decide.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which 304 updates a stored response, and in what.
final class FresheningTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  // RFC 9111 §4.3.4: a strong validator must be the same one
  @ParameterizedTest(name = "held {0}, named {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "a"    | "a"    | true
          "a"    | "b"    | false
          "a"    | W/"a"  | true
          "a"    | W/"b"  | false
          W/"a"  | W/"a"  | true
          W/"a"  | "a"    | false
          W/"a"  | W/"b"  | false
          "a"    | -      | true
          "a"    | a      | true
          -      | "a"    | true
          -      | -      | true
          """)
  void confirmsTheRepresentationItNames(String held, String named, boolean confirms) {
    StoredFacts stored =
        StoredFacts.of(
            200, tagged(held), NOW, NOW, Interpretation.untargeted(FreshnessMode.RFC9111));
    assertThat(Freshening.confirms(stored, tagged(named))).isEqualTo(confirms);
  }

  // RFC 9111 §3.2
  @Test
  void newFieldsTakeThePlaceOfTheirLike() {
    Fields stored =
        Fields.of(
            new FieldLine("Date", "then"),
            new FieldLine("X-A", "1"),
            new FieldLine("x-a", "2"),
            new FieldLine("X-B", "3"));
    Fields update =
        Fields.of(
            new FieldLine("date", "now"), new FieldLine("X-a", "4"), new FieldLine("X-C", "5"));
    assertThat(Freshening.updated(stored, update))
        .containsExactly(
            new FieldLine("X-B", "3"),
            new FieldLine("date", "now"),
            new FieldLine("X-a", "4"),
            new FieldLine("X-C", "5"));
  }

  // RFC 9111 §3.2: what the stored content depends on stays
  @ParameterizedTest
  @CsvSource({
    "Content-Digest",
    "Content-Encoding",
    "Content-Length",
    "Content-MD5",
    "Content-Range",
    "ETag",
    "Vary"
  })
  void whatDescribesTheContentStays(String name) {
    Fields stored = Fields.of(name, "old");
    assertThat(Freshening.updated(stored, Fields.of(name, "new"))).isEqualTo(stored);
    assertThat(Freshening.updated(Fields.EMPTY, Fields.of(name, "new"))).isEmpty();
  }

  // RFC 9111 §3.2: Content-* is no prefix of fields left out of updates
  @ParameterizedTest
  @CsvSource({"Content-Type", "Content-Language", "Content-Location", "Set-Cookie"})
  void everythingElseIsUpdated(String name) {
    Fields update = Fields.of(name, "new");
    assertThat(Freshening.updated(Fields.of(name, "old"), update)).isEqualTo(update);
  }

  private static Fields tagged(String tag) {
    return tag.equals("-") ? Fields.EMPTY : Fields.of("ETag", tag);
  }
}

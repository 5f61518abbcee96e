package dev.weir.cache.decide.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.Fields;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9111 §4.3.5
final class HeadEffectTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ETag: "a"                                    | ETag: "a"                                    | UPDATES
          ETag: "a"                                    | ETag: "b"                                    | OUTDATES
          ETag: "a"                                    | ETag: W/"a"                                  | OUTDATES
          X: 1                                         | ETag: "a"                                    | OUTDATES
          ETag: "a"                                    | X: 1                                         | UPDATES
          Last-Modified: Fri, 20 Nov 2026 10:00:00 GMT | Last-Modified: Fri, 20 Nov 2026 10:00:00 GMT | UPDATES
          Last-Modified: Fri, 20 Nov 2026 10:00:00 GMT | Last-Modified: Fri, 20 Nov 2026 11:00:00 GMT | OUTDATES
          X: 1                                         | Last-Modified: Fri, 20 Nov 2026 11:00:00 GMT | OUTDATES
          X: 1                                         | Last-Modified: yesterday                     | UPDATES
          X: 1                                         | Content-Length: 10                           | UPDATES
          X: 1                                         | Content-Length: 11                           | OUTDATES
          X: 1                                         | Content-Length: ten                          | OUTDATES
          """)
  void comparesWhatBothSay(String stored, String head, HeadEffect effect) {
    StoredFacts facts =
        StoredFacts.of(
            200, line(stored), ARRIVAL, ARRIVAL, Interpretation.untargeted(FreshnessMode.RFC9111));
    assertThat(HeadEffect.of(facts, 10, line(head))).isEqualTo(effect);
  }

  private static Fields line(String text) {
    int colon = text.indexOf(':');
    return Fields.EMPTY.with(text.substring(0, colon), text.substring(colon + 1).strip());
  }
}

package dev.weir.cache.decide.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.Interpretation;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which answers to requests other than GET may answer a GET.
final class PostedResultTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final CacheKey TARGET = CacheKey.of("http", "a", "/form?x=1");

  // RFC 9110 §9.3.3, §8.7
  @ParameterizedTest(name = "{0} {1}, Content-Location {2}, {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST  | 200 | /form?x=1          | max-age=9 | true
          POST  | 200 | http://a/form?x=1  | max-age=9 | true
          POST  | 200 | HTTP://A:80/form?x=1 | s-maxage=9 | true
          POST  | 200 | /form              | max-age=9 | false
          POST  | 200 | http://b/form?x=1  | max-age=9 | false
          POST  | 200 | not a: reference   | max-age=9 | false
          POST  | 200 | -                  | max-age=9 | false
          POST  | 200 | /form?x=1          | public    | false
          POST  | 201 | /form?x=1          | max-age=9 | false
          PUT   | 200 | /form?x=1          | max-age=9 | false
          PATCH | 200 | /form?x=1          | max-age=9 | false
          """)
  void standsForGet(String method, int status, String place, String directives, boolean expected) {
    Fields response = Fields.of(new FieldLine("Cache-Control", directives));
    if (!place.equals("-")) {
      response = response.plus("Content-Location", place);
    }
    StoredFacts facts =
        StoredFacts.of(
            status, response, NOW, NOW, Interpretation.untargeted(FreshnessMode.RFC9111));
    assertThat(PostedResult.standsForGet(method, TARGET, response, facts)).isEqualTo(expected);
  }
}

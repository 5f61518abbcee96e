package dev.weir.cache.decide.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.http.Fields;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an unsafe request makes invalid (RFC 9111 §4.4).
final class InvalidationTest {
  private static final CacheKey TARGET = CacheKey.of("http://a.example/dir/page?x=1");

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POST, 200, true",
    "PUT, 204, true",
    "DELETE, 303, true",
    "PATCH, 399, true",
    "M-SEARCH, 200, true",
    "get, 200, true",
    "POST, 199, false",
    "POST, 400, false",
    "DELETE, 404, false",
    "PUT, 500, false",
    "GET, 200, false",
    "HEAD, 200, false",
    "OPTIONS, 200, false",
    "TRACE, 200, false"
  })
  void successOfAnUnsafeMethodMakesTheTargetInvalid(
      String method, int status, boolean invalidates) {
    assertThat(Invalidation.of(method, TARGET, status, Fields.EMPTY))
        .isEqualTo(invalidates ? java.util.Set.of(TARGET) : java.util.Set.of());
  }

  // RFC 9111 §4.4: Location and Content-Location, of the same origin only
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /other                        | http://a.example/other
          other?y=2                     | http://a.example/dir/other?y=2
          ../up                         | http://a.example/up
          http://A.example:80/abs       | http://a.example/abs
          //a.example/net               | http://a.example/net
          https://a.example/tls         | -
          http://b.example/x            | -
          http://a.example:81/x         | -
          //b.example/x                 | -
          ?z=3                          | http://a.example/dir/page?z=3
          /up/./../x#top                | http://a.example/x
          '/a|b?q={c}'                  | 'http://a.example/a|b?q={c}'
          //u@a.example/net             | -
          :80/x                         | -
          mailto:a@b                    | -
          ht tp://broken                | -
          """)
  void namedResultsAreInvalidToo(String reference, String expected) {
    for (String name : List.of("Location", "Content-Location")) {
      var invalid = Invalidation.of("POST", TARGET, 201, Fields.of(name, reference));
      if (expected.equals("-")) {
        assertThat(invalid).containsExactly(TARGET);
      } else {
        assertThat(invalid).containsExactly(TARGET, new CacheKey(expected));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/list?q=a b, http://a.example/list?q=a b, http://a.example/list?q=a%20b",
    "http://a.example/{id}?f={x}|y, http://a.example/{id}?f={x}|y, http://a.example/%7Bid%7D?f={x}|y"
  })
  void whatShouldHaveBeenEncodedIsInvalidInBothSpellings(
      String reference, String written, String encoded) {
    assertThat(Invalidation.of("POST", TARGET, 201, Fields.of("Location", reference)))
        .containsExactly(TARGET, new CacheKey(written), new CacheKey(encoded));
  }
}

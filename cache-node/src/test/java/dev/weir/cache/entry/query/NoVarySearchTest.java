package dev.weir.cache.entry.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.http.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which URIs name the same response, by draft-ietf-httpbis-no-vary-search.
final class NoVarySearchTest {

  @ParameterizedTest(name = "{0}: ?{1} ?{2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # key-order
          key-order                      | a=1&b=2     | b=2&a=1           | true
          key-order                      | a=1&a=2     | a=2&a=1           | false
          key-order                      | a=1&b=2&a=3 | b=2&a=1&a=3       | true
          key-order                      | a=1         | a=2               | false
          key-order=?0                   | a=1&b=2     | b=2&a=1           | false
          # params
          params                         | a=1         | b=2               | true
          params                         | a=1         | -                 | true
          params=("a")                   | a=1&b=2     | b=2&a=9           | true
          params=("a")                   | a=1&b=2     | b=3               | false
          params=("a" "b")               | a=1&b=2     | -                 | true
          params=("a")                   | A=1         | -                 | false
          params=?0                      | a=1         | a=2               | false
          params=()                      | a=1&b=2     | b=2&a=1           | false
          # except
          params, except=("a")           | a=1&b=2     | c=3&a=1           | true
          params, except=("a")           | a=1&b=2     | b=2               | false
          params, except=("a")           | a=1&a=2     | a=2&a=1           | false
          params, except=("a" "b"), key-order | a=1&b=2 | x=1&b=2&a=1      | true
          params, except=()              | a=1         | b=2               | true
          # names and values are compared decoded
          params=("a b")                 | a+b=1       | a%20b=2           | true
          params=("a+b")                 | a%20b=1     | -                 | true
          params=("%C3%A9")              | é=1         | -                 | true
          params=("x")                   | a=%41       | a=A               | true
          params=("x")                   | a=%4&b      | a=%254&b=         | true
          params=("x")                   | a=b%26c     | a=b&c             | false
          params=("x")                   | a%3Db       | a=b               | false
          params=("x")                   | &&a&        | a=                | true
          # parameters of members are ignored
          key-order;x=1                  | a=1&b=2     | b=2&a=1           | true
          params=("a";q=1);x             | a=1         | -                 | true
          # several lines are one dictionary, of which the last value of a key counts; unknown keys are ignored
          params=("a"), params=("b"), z  | a=1         | a=1&b=2           | true
          # not as it should be: every difference counts, even in how it is written
          key-order=1                    | a=1&b=2     | b=2&a=1           | false
          key-order=("a")                | a=1&b=2     | b=2&a=1           | false
          params="a"                     | a=1         | -                 | false
          params=(a)                     | a=1         | -                 | false
          params=("a" 1)                 | a=1         | -                 | false
          params=("a"), except=("b")     | a=1         | -                 | false
          params=?0, except=("b")        | a=1         | -                 | false
          except=("b")                   | a=1         | -                 | false
          params, except="b"             | a=1         | -                 | false
          params, except=(b)             | a=1         | -                 | false
          params, except                 | a=1         | -                 | false
          params,                        | a=1         | -                 | false
          params, &                      | a=1         | -                 | false
          ~~                             | a=%41       | a=A               | false
          -                              | a=1         | a=2               | false
          """)
  void matchesWhatTheOriginSaysIsTheSame(String value, String one, String other, boolean matches) {
    NoVarySearch rule =
        NoVarySearch.of(value.equals("-") ? Fields.EMPTY : Fields.of("No-Vary-Search", value));
    assertThat(rule.matches(key(one), key(other))).isEqualTo(matches);
    assertThat(rule.matches(key(other), key(one))).isEqualTo(matches);
    assertThat(rule.matches(key(one), key(one))).isTrue();
    assertThat(rule.canonical(key(one)).equals(rule.canonical(key(other)))).isEqualTo(matches);
  }

  @Test
  void everythingBeforeTheQueryCounts() {
    NoVarySearch rule = NoVarySearch.of(Fields.of("No-Vary-Search", "params"));
    CacheKey key = new CacheKey("http://a/p?x=1");
    assertThat(rule.matches(key, new CacheKey("http://a/q?x=1"))).isFalse();
    assertThat(rule.matches(key, new CacheKey("http://b/p?x=1"))).isFalse();
    assertThat(rule.matches(key, new CacheKey("https://a/p?x=1"))).isFalse();
    assertThat(rule.matches(key, new CacheKey("http://a/p"))).isTrue();
  }

  @Test
  void nothingSaidIsTheDefault() {
    assertThat(NoVarySearch.of(Fields.EMPTY)).isEqualTo(NoVarySearch.DEFAULT);
    assertThat(NoVarySearch.of(Fields.of("No-Vary-Search", "params=()")))
        .isEqualTo(NoVarySearch.DEFAULT);
    CacheKey key = new CacheKey("http://a/p?x=1");
    assertThat(NoVarySearch.DEFAULT.canonical(key)).isEqualTo(key.uri());
  }

  private static CacheKey key(String query) {
    return new CacheKey(query.equals("-") ? "http://a/p" : "http://a/p?" + query);
  }
}

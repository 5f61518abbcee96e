package dev.weir.cache.entry.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is left of a query in a key.
final class KeyRulesTest {

  @ParameterizedTest(name = "{0} {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          utm_* fbclid | AS_RECEIVED | /p?a=1&utm_source=x&b=2&fbclid=y | /p?a=1&b=2
          utm_* fbclid | AS_RECEIVED | /p?utm_source=x                  | /p
          utm_*        | AS_RECEIVED | /p?utm_                          | /p
          utm_*        | AS_RECEIVED | /p?utm=1                         | /p?utm=1
          fbclid       | AS_RECEIVED | /p?FBCLID=1&fbclid2&xfbclid      | /p?FBCLID=1&fbclid2&xfbclid
          *_id         | AS_RECEIVED | /p?click_id=1&_id&id&a_idx       | /p?id&a_idx
          a*b*c        | AS_RECEIVED | /p?abc&aXbYc&aXbYcZ&acb&aabbcbc  | /p?aXbYcZ&acb
          *            | AS_RECEIVED | /p?a=1&b                         | /p
          # names are compared decoded, what is kept stays as written
          utm_x        | AS_RECEIVED | /p?utm%5Fx=1&a=%41               | /p?a=%41
          a*           | AS_RECEIVED | /p?b=a1                          | /p?b=a1
          # order: by name, those of one name as they come
          none         | SORTED      | /p?b=2&a=1                       | /p?a=1&b=2
          none         | SORTED      | /p?b=2&a=2&b=1&a=1               | /p?a=2&a=1&b=2&b=1
          none         | SORTED      | /p?b&&a=1                        | /p?&a=1&b
          utm_*        | SORTED      | /p?c&utm_x=1&b                   | /p?b&c
          none         | AS_RECEIVED | /p?b=2&a=1&utm_x                 | /p?b=2&a=1&utm_x
          utm_*        | SORTED      | /p?                              | /p?
          utm_*        | SORTED      | /p                               | /p
          """)
  void dropsAndSorts(String ignored, KeyRules.Order order, String from, String to) {
    List<String> names = ignored.equals("none") ? List.of() : List.of(ignored.split(" "));
    CacheKey key = new CacheKey("http://a" + from);
    CacheKey normal = new KeyRules(names, order).normalise(key);
    assertThat(normal.uri()).isEqualTo("http://a" + to);
    assertThat(new KeyRules(names, order).normalise(normal)).isSameAs(normal);
    if (from.equals(to)) {
      assertThat(normal).isSameAs(key);
    }
  }

  @Test
  void manyStarsTakeNoExponentialTime() {
    KeyRules rules = new KeyRules(List.of("*a".repeat(200) + "b"), KeyRules.Order.AS_RECEIVED);
    CacheKey key = new CacheKey("http://a/p?" + "a".repeat(5000));
    assertThat(rules.normalise(key)).isSameAs(key);
  }
}

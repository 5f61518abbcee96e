package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.query.KeyRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which parts of a query a node leaves out of its keys.
final class CacheKeyRulesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          via on                                              | none         | AS_RECEIVED
          cache_key_ignore_query utm_* fbclid                 | utm_* fbclid | AS_RECEIVED
          cache_key_ignore_query none                         | none         | AS_RECEIVED
          cache_key_sort_query on                             | none         | SORTED
          cache_key_ignore_query a~cache_key_sort_query off   | a            | AS_RECEIVED
          """)
  void readsWhatMakesNoDifference(String lines, String ignored, KeyRules.Order order) {
    List<String> names = ignored.equals("none") ? List.of() : List.of(ignored.split(" "));
    assertThat(NodeConfigs.read(lines.replace('~', '\n')).policy().keys())
        .isEqualTo(new KeyRules(names, order));
  }
}

package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.query.KeyRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://shop.test/search?b=1&utm_x=2&page=3 | http://shop.test/search?b=1&page=3
          http://shop.test/img/a?b=1&a=2&v=3         | http://shop.test/img/a
          http://shop.test/API/x?b=1&utm_x=2         | http://shop.test/API/x?b=1&utm_x=2
          http://shop.test/?b=1&utm_x=2&a=3          | http://shop.test/?a=3&b=1
          # what stands in the query does not make it another rule's
          http://shop.test/?b=/img/                  | http://shop.test/?b=/img/
          """)
  void firstPatternThatMatchesTheUrlUpToItsQueryCounts(String asked, String key) {
    KeyRules rules =
        NodeConfigs.read(
                """
                cache_key_ignore_query utm_*
                cache_key_sort_query on
                cache_key_pattern ^https?://shop\\.test/search$ ignore-query=utm_*,fbclid
                cache_key_pattern /img/ ignore-query=*
                cache_key_pattern -i /api/
                cache_key_pattern /img/a sort-query
                """)
            .policy()
            .keys();

    CacheKey normal = rules.normalise(CacheKey.of(asked));

    assertThat(normal.uri()).isEqualTo(key);
    assertThat(rules.normalise(normal)).isEqualTo(normal);
  }

  @Test
  void patternsArePrintedAsTheyStood() {
    String line = "cache_key_pattern -i ^http://a/ ignore-query=utm_*,fbclid sort-query";
    String effective = NodeConfigs.read(line).effective();

    assertThat(effective).contains(line + " ");
    assertThat(NodeConfigs.read(effective).effective()).contains(line + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache_key_pattern",
        "cache_key_pattern . sort",
        "cache_key_pattern . ignore-query=",
        "cache_key_pattern . ignore-query=a=1",
        "cache_key_pattern . ignore-query=a,,b",
        "cache_key_pattern (?=a) sort-query"
      })
  void whatMakesNoSenseIsAFault(String line) {
    assertThatThrownBy(() -> NodeConfigFile.parse("node.conf", line, Map.of()))
        .hasMessageContaining("node.conf:1");
  }
}

package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which targeted fields a node obeys.
final class TargetCacheControlTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -                                                           | CDN-Cache-Control                     | default, freshness_mode rfc9111
          freshness_mode squid                                        | none                                  | default, freshness_mode squid
          target_cache_control none                                   | none                                  | node.conf:1
          target_cache_control Weir-Cache-Control CDN-Cache-Control   | Weir-Cache-Control CDN-Cache-Control  | node.conf:1
          target_cache_control CDN-Cache-Control~freshness_mode squid | CDN-Cache-Control                     | node.conf:1
          """)
  void fieldsAreTriedInTheOrderGiven(String lines, String names, String origin) {
    NodeConfig config = NodeConfigs.read(lines.equals("-") ? "" : lines.replace('~', '\n'));
    List<String> expected = names.equals("none") ? List.of() : List.of(names.split(" "));
    assertThat(config.policy().targets()).isEqualTo(expected);
    assertThat(config.policy().interpretation().targets()).isEqualTo(expected);
    assertThat(config.effectiveLines())
        .anyMatch(line -> line.matches("target_cache_control " + names + " +# " + origin));
  }
}

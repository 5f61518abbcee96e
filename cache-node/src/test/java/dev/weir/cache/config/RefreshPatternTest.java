package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.entry.CacheKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The grammar of `refresh_pattern`, its units, and what is worth a warning.
final class RefreshPatternTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          . 30 20% 3600        | PT30M  | 0.2 | PT60H
          . 30m 20% 60h        | PT30M  | 0.2 | PT60H
          . 0 0% 0             | PT0S   | 0.0 | PT0S
          . 1d 150% 1w         | PT24H  | 1.5 | PT168H
          . 10s 5% 1h          | PT10S  | 0.05 | PT1H
          . -5 -5% -5          | PT0S   | 0.0 | PT0S
          . 0 20% 999999       | PT0S   | 0.2 | PT8760H
          """)
  void readsNumbersInMinutesAndUnitsAsWritten(
      String written, Duration min, double percent, Duration max) {
    RefreshRule rule = rule(written);
    assertThat(rule.min()).isEqualTo(min);
    assertThat(rule.percent()).isEqualTo(percent);
    assertThat(rule.max()).isEqualTo(max);
  }

  @Test
  void readsEveryOption() {
    RefreshRule rule =
        rule(
            ". 1 2% 3 override-expire override-lastmod reload-into-ims ignore-reload"
                + " ignore-no-store ignore-private refresh-ims store-stale fetch-whole-on-range shared"
                + " max-stale=10s stale-while-revalidate=20 stale-if-error=1h name=all");
    assertThat(rule.options()).containsExactlyInAnyOrder(RefreshRule.Option.values());
    assertThat(rule.maxStale()).isEqualTo(Duration.ofSeconds(10));
    assertThat(rule.staleWhileRevalidate()).isEqualTo(Duration.ofSeconds(20));
    assertThat(rule.staleIfError()).isEqualTo(Duration.ofHours(1));
    assertThat(rule.name()).isEqualTo("all");
  }

  // Squid: searched anywhere in the whole URL, -i ignores case, +i heeds it again.
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          \\.gif$              ; http://a/x.gif     ; true
          \\.gif$              ; http://a/x.GIF     ; false
          -i \\.GIF(\\?|$)     ; http://a/x/t1.gif? ; true
          -i +i \\.gif$        ; http://a/x.GIF     ; false
          (/cgi-bin/|\\?)      ; http://a/p?x       ; true
          ^http://a/           ; http://b/          ; false
          [[:digit:]]{3}       ; http://a/123       ; true
          """)
  void patternIsSearchedAnywhere(String pattern, String url, boolean matches) {
    assertThat(rule(pattern + " 1 1% 1").pattern().matches(url)).isEqualTo(matches);
  }

  @Test
  void firstRuleThatMatchesCountsAndNoneMeansTheBuiltInOne() {
    NodeConfig config =
        NodeConfigs.read("refresh_pattern \\.css$ 1 1% 1\nrefresh_pattern ^http://a/ 2 2% 2\n");
    assertThat(config.policy().ruleFor(CacheKey.of("http://a/x.css")).name()).isEqualTo("line 1");
    assertThat(config.policy().ruleFor(CacheKey.of("http://a/x")).name()).isEqualTo("line 2");
    assertThat(config.policy().ruleFor(CacheKey.of("http://b/x"))).isSameAs(RefreshRule.BUILT_IN);
  }

  @Test
  void withoutAnyRuleSquidsShippedOnesHold() {
    NodeConfig config = NodeConfigs.read("");
    assertThat(config.policy().rules())
        .extracting(RefreshRule::name)
        .containsExactly("shipped-ftp", "shipped-dynamic", "shipped-all");
    RefreshRule dynamic = config.policy().ruleFor(CacheKey.of("http://a/p?q"));
    assertThat(dynamic.name()).isEqualTo("shipped-dynamic");
    assertThat(dynamic.percent()).isZero();
    RefreshRule other = config.policy().ruleFor(CacheKey.of("http://a/p"));
    assertThat(other.max()).isEqualTo(Duration.ofDays(3));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          . 60 20% 30                 | min 3600s is longer than max 1800s; max wins
          . -1 20% 30                 | min -1 is negative and counts as 0
          . 0 -20% 30                 | percent -20% is negative and counts as 0%
          . 0 20% 525601              | max 525601 is more than a year and counts as one year
          . 0 20% 30 ignore-no-cache  | option ignore-no-cache is obsolete in Squid too and has no effect; remove it
          . 0 20% 30 max-stale=60     | max-stale=60 counts seconds, unlike min and max; write max-stale=60s
          """)
  void warnsOfWhatIsOdd(String written, String warning) {
    assertThat(NodeConfigs.warnings("refresh_pattern " + written))
        .containsExactly("node.conf:1: refresh_pattern: " + warning);
  }

  @Test
  void warnsOfRulesThatAreNeverUsed() {
    assertThat(
            NodeConfigs.warnings(
                """
                refresh_pattern \\.gif$ 1 1% 1
                refresh_pattern \\.gif$ 2 2% 2
                refresh_pattern . 0 20% 30
                refresh_pattern \\.png$ 1 1% 1
                """))
        .containsExactly(
            "node.conf:2: refresh_pattern: never used, the pattern at node.conf:1 matches first;"
                + " move this line up",
            "node.conf:4: refresh_pattern: never used, the pattern at node.conf:3 matches first;"
                + " move this line up");
  }

  private static RefreshRule rule(String written) {
    return NodeConfigs.read("refresh_pattern " + written).policy().rules().getFirst();
  }
}

package dev.weir.cache.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The first rule that matches counts, remembered or not.
class RuleListTest {

  private final List<String> searched = new ArrayList<>();

  private RefreshRule rule(String part) {
    UrlPattern pattern =
        uri -> {
          searched.add(uri);
          return uri.contains(part);
        };
    return new RefreshRule(
        part,
        "line 1",
        pattern,
        Duration.ZERO,
        0.2,
        Duration.ofMinutes(1),
        Set.of(),
        null,
        null,
        null);
  }

  @Test
  void urlIsSearchedOnce() {
    RuleList rules = RuleList.copyOf(List.of(rule("b"), rule("a")));

    assertThat(rules.first("http://x/a").name()).isEqualTo("a");
    assertThat(rules.first("http://x/a").name()).isEqualTo("a");
    assertThat(rules.first(String.join("", "http://x", "/a")).name()).isEqualTo("a");
    assertThat(searched).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"512, 1", "513, 2"})
  void longUrlIsNotKept(int length, int searches) {
    RuleList rules = RuleList.copyOf(List.of(rule("a")));
    String uri = "b".repeat(length);

    assertThat(rules.first(uri)).isSameAs(RefreshRule.BUILT_IN);
    assertThat(rules.first(uri)).isSameAs(RefreshRule.BUILT_IN);
    assertThat(searched).hasSize(searches);
  }

  // "Aa" and "BB" have the same hash.
  @Test
  void urlsOfOneHashAreToldApart() {
    RuleList rules = RuleList.copyOf(List.of(rule("/Aa"), rule("/BB")));

    for (int turn = 0; turn < 3; turn++) {
      assertThat(rules.first("http://x/Aa").name()).isEqualTo("/Aa");
      assertThat(rules.first("http://x/BB").name()).isEqualTo("/BB");
    }
  }

  @Test
  void moreUrlsThanAreRememberedAreJudgedAlike() {
    List<RefreshRule> written = List.of(rule("7"), rule("3"), rule("/"));
    RuleList rules = RuleList.copyOf(written);
    Random random = new Random(1);

    for (int i = 0; i < 20_000; i++) {
      String uri = "http://x/" + random.nextInt(10_000);
      RefreshRule expected = written.get(uri.contains("7") ? 0 : uri.contains("3") ? 1 : 2);
      assertThat(rules.first(uri)).isSameAs(expected);
    }
    assertThat(rules).isEqualTo(written);
  }
}

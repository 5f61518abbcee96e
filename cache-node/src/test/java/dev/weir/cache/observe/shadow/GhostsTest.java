package dev.weir.cache.observe.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.entry.CacheKey;
import org.junit.jupiter.api.Test;

/// The keys followed are bounded, and chosen by hash.
class GhostsTest {

  private final Ghosts ghosts = new Ghosts(3);

  private Ghost at(long place) {
    return ghosts.at(
        place,
        () -> new Ghost(RefreshRule.BUILT_IN, CachePolicy.DEFAULT, new Tally(), new Tally()));
  }

  @Test
  void theOneNotAskedForLongestGivesWayAndIsCounted() {
    Ghost first = at(1);
    Ghost second = at(2);
    at(3);
    assertThat(at(1)).isSameAs(first);
    at(4);
    assertThat(ghosts.size()).isEqualTo(3);
    assertThat(ghosts.evicted()).isEqualTo(1);
    assertThat(at(1)).isSameAs(first);
    assertThat(at(2)).isNotSameAs(second);
    assertThat(ghosts.evicted()).isEqualTo(2);
  }

  @Test
  void theShareOfKeysIsTheOneAskedFor() {
    for (double share : new double[] {0.01, 0.1, 0.5, 1}) {
      Sampling sampling = new Sampling(share);
      int keys = 100_000;
      int sampled = 0;
      for (int i = 0; i < keys; i++) {
        sampled += sampling.includes(CacheKey.of("http://site.test/page/" + i + ".html")) ? 1 : 0;
      }
      assertThat((double) sampled / keys).isBetween(share * 0.85, Math.min(1, share * 1.15));
    }
  }

  @Test
  void aSampleIsReadAsAPercentage() {
    assertThat(Sampling.of("2.5%")).isEqualTo(new Sampling(0.025));
    assertThat(Sampling.of("100")).isEqualTo(new Sampling(1));
  }
}

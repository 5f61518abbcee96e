package dev.weir.workbench.tune.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A log whose sizes differ only because clients broke off: nothing ever changes at the origin.
class BrokenTransfersTest {

  private static final int URLS = 60;
  private static final int REQUESTS = 20_000;
  private static final int PERCENT_BROKEN = 14;
  private static final int SIZE = 50_000;

  private final SplittableRandom random = new SplittableRandom(7);

  private List<String> log() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      long bytes = random.nextInt(100) < PERCENT_BROKEN ? random.nextInt(1, SIZE) : SIZE;
      lines.add(i + " GET /film" + random.nextInt(URLS) + ".mpg 200 " + bytes);
    }
    return lines;
  }

  @Test
  void transfersBrokenOffAreNoChanges() {
    Figures figures =
        Rehearsing.of("refresh_pattern . 24h 0% 24h").on(log().toArray(String[]::new));
    assertThat(figures.hitRatio()).isGreaterThan(0.99);
    assertThat(figures.staleShareAtLeast()).isZero();
    assertThat(figures.staleShareAtMost()).isLessThan(0.01);
  }

  @Test
  void whoTookEverySizeForAVersionWouldCountAQuarter() {
    // Each request whose size is not that of the one before counts as a change seen: of 14 % broken
    // off, 1 − 0.86² = 26 % of neighbours differ.
    Map<String, String> last = new HashMap<>();
    int differing = 0;
    List<String> log = log();
    for (String line : log) {
      String[] words = line.split(" ");
      String before = last.put(words[2], words[4]);
      differing += before != null && !before.equals(words[4]) ? 1 : 0;
    }
    assertThat((double) differing / log.size()).isBetween(0.22, 0.28);
  }
}

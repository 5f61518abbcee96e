package dev.weir.cache.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.cache.config.PeerSettings.Option;
import dev.weir.cache.peer.health.PeerCounters;
import dev.weir.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CarpArrayTest {

  private static final int URLS = 20_000;

  @Test
  void partsFollowTheWeights() {
    Map<String, Long> parts = parts(array(1, 2, 5));
    assertThat(share(parts, "p0")).isCloseTo(1 / 8.0, within(0.02));
    assertThat(share(parts, "p1")).isCloseTo(2 / 8.0, within(0.02));
    assertThat(share(parts, "p2")).isCloseTo(5 / 8.0, within(0.02));
  }

  // What Squid loses: only the part of the parent that went is shared out anew, whichever it is.
  @Test
  void onlyThePartOfTheParentThatWentMoves() {
    List<Peer> peers = peers(1, 1, 1, 1, 1);
    for (Peer gone : peers) {
      List<Peer> left = new ArrayList<>(peers);
      left.remove(gone);
      CarpArray before = CarpArray.of(peers);
      CarpArray after = CarpArray.of(left);
      for (int i = 0; i < URLS; i++) {
        Peer own = before.ranked(url(i)).getFirst();
        if (!own.equals(gone)) {
          assertThat(after.ranked(url(i)).getFirst()).isEqualTo(own);
        }
      }
    }
  }

  @Test
  void onePartIsTheWhole() {
    assertThat(array(7).ranked(url(1))).hasSize(1);
    assertThat(array().ranked(url(1))).isEmpty();
  }

  private static Map<String, Long> parts(CarpArray array) {
    return IntStream.range(0, URLS)
        .mapToObj(i -> array.ranked(url(i)).getFirst().name())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static double share(Map<String, Long> parts, String name) {
    return parts.getOrDefault(name, 0L) / (double) URLS;
  }

  private static String url(int i) {
    return "http://www.lab.test/page/" + i;
  }

  private static CarpArray array(int... weights) {
    return CarpArray.of(peers(weights));
  }

  private static List<Peer> peers(int... weights) {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      var line = PeerLine.parent("p" + i, 80, weights[i], Option.CARP);
      peers.add(new Peer(line, "p" + i, null, new PeerCounters(), new ManualClock()));
    }
    return peers;
  }
}

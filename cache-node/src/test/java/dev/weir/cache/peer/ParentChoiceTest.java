package dev.weir.cache.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.config.PeerSettings.Option;
import dev.weir.cache.peer.health.PeerCounters;
import dev.weir.testing.ManualClock;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ParentChoiceTest {

  private final Peer a = peer(PeerLine.parent("a", 80, 1));
  private final Peer b = peer(PeerLine.parent("b", 80, 1));
  private final Peer last = peer(PeerLine.parent("last", 80, 1, Option.DEFAULT));
  private final Peer r1 = peer(PeerLine.parent("r1", 80, 2, Option.ROUND_ROBIN));
  private final Peer r2 = peer(PeerLine.parent("r2", 80, 1, Option.ROUND_ROBIN));

  @Test
  void parentsAreTriedAsConfigured() {
    assertThat(ParentChoice.order(List.of(a, b), List.of(), 7)).containsExactly(a, b);
  }

  // Squid: a default parent is the last resort among those that live.
  @Test
  void defaultParentComesBehindTheOthers() {
    assertThat(ParentChoice.order(List.of(last, a, b), List.of(), 0)).containsExactly(a, b, last);
  }

  @Test
  void restingParentComesLastOfAll() {
    assertThat(ParentChoice.order(List.of(last, b), List.of(a), 0)).containsExactly(b, last, a);
  }

  @Test
  void roundRobinParentsTakeTurnsByWeightAndComeFirst() {
    List<Peer> firsts =
        LongStream.range(0, 6)
            .mapToObj(turn -> ParentChoice.order(List.of(a, r1, r2), List.of(), turn).getFirst())
            .toList();
    assertThat(firsts).containsExactly(r1, r1, r2, r1, r1, r2);
    assertThat(ParentChoice.order(List.of(a, r1, r2), List.of(), 2)).containsExactly(r2, r1, a);
  }

  @Test
  void turnsGoOnAmongTheLiving() {
    assertThat(ParentChoice.order(List.of(r2), List.of(r1), 0)).containsExactly(r2, r1);
    assertThat(ParentChoice.order(List.of(), List.of(r1, a), 0)).containsExactly(r1, a);
    assertThat(ParentChoice.order(List.of(), List.of(), 0)).isEmpty();
  }

  private static Peer peer(PeerSettings settings) {
    return new Peer(settings, settings.name(), null, new PeerCounters(), new ManualClock());
  }
}

package dev.weir.cache.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.config.PeerSettings.Option;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.health.PeerCounters;
import dev.weir.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ParentChoiceTest {

  private final Peer a = peer(PeerLine.parent("a", 80, 1));
  private final Peer b = peer(PeerLine.parent("b", 80, 1));
  private final Peer last = peer(PeerLine.parent("last", 80, 1, Option.DEFAULT));
  private final Peer r1 = peer(PeerLine.parent("r1", 80, 2, Option.ROUND_ROBIN));
  private final Peer r2 = peer(PeerLine.parent("r2", 80, 1, Option.ROUND_ROBIN));

  private final Peer c1 = peer(PeerLine.parent("c1", 80, 1, Option.CARP));
  private final Peer c2 = peer(PeerLine.parent("c2", 80, 1, Option.CARP));
  private final Peer s1 = peer(PeerLine.parent("s1", 80, 1, Option.SOURCEHASH));

  @Test
  void parentsAreTriedAsConfigured() {
    assertThat(order(List.of(a, b), List.of(), 7)).containsExactly(a, b);
  }

  // Squid: a default parent is the last resort among those that live.
  @Test
  void defaultParentComesBehindTheOthers() {
    assertThat(order(List.of(last, a, b), List.of(), 0)).containsExactly(a, b, last);
  }

  @Test
  void restingParentComesLastOfAll() {
    assertThat(order(List.of(last, b), List.of(a), 0)).containsExactly(b, last, a);
  }

  @Test
  void roundRobinParentsTakeTurnsByWeightAndComeFirst() {
    List<Peer> firsts =
        LongStream.range(0, 6)
            .mapToObj(turn -> order(List.of(a, r1, r2), List.of(), turn).getFirst())
            .toList();
    assertThat(firsts).containsExactly(r1, r1, r2, r1, r1, r2);
    assertThat(order(List.of(a, r1, r2), List.of(), 2)).containsExactly(r2, r1, a);
  }

  @Test
  void turnsGoOnAmongTheLiving() {
    assertThat(order(List.of(r2), List.of(r1), 0)).containsExactly(r2, r1);
    assertThat(order(List.of(), List.of(r1, a), 0)).containsExactly(r1, a);
    assertThat(order(List.of(), List.of(), 0)).isEmpty();
  }

  // Squid: a parent is chosen in the way its line says; what is left are fallbacks.
  @Test
  void codeTellsTheWayTheFirstWasChosen() {
    assertThat(codes(List.of(a, b))).containsExactly("FIRSTUP_PARENT", "ANY_OLD_PARENT");
    assertThat(codes(List.of(last))).containsExactly("DEFAULT_PARENT");
    assertThat(codes(List.of(a, r1))).containsExactly("ROUNDROBIN_PARENT", "ANY_OLD_PARENT");
    assertThat(codes(List.of(a, c1))).containsExactly("CARP", "ANY_OLD_PARENT");
    assertThat(codes(List.of(a, s1, c1)))
        .containsExactly("SOURCEHASH_PARENT", "ANY_OLD_PARENT", "ANY_OLD_PARENT");
  }

  @Test
  void urlHasItsParentAndFallsToAnotherOnlyWhileThatOneRests() {
    List<Peer> all = List.of(a, c1, c2);
    Peer own = order(all, List.of(), 0).getFirst();
    Peer other = own.equals(c1) ? c2 : c1;
    assertThat(order(all, List.of(), 1)).startsWith(own, other);
    assertThat(order(List.of(a, other), List.of(own), 2)).containsExactly(other, a, own);
  }

  private static List<Peer> order(List<Peer> living, List<Peer> resting, long turn) {
    return turns(living, resting, turn).stream().map(ParentTurn::peer).toList();
  }

  private static List<String> codes(List<Peer> living) {
    return turns(living, List.of(), 0).stream().map(ParentTurn::code).toList();
  }

  private static List<ParentTurn> turns(List<Peer> living, List<Peer> resting, long turn) {
    List<Peer> all = new ArrayList<>(living);
    all.addAll(resting);
    return ParentChoice.order(
        Membership.of(all, Set.of()),
        living,
        resting,
        new ParentChoice.Occasion(new CacheKey("http://www.lab.test/x"), "127.0.0.1", turn));
  }

  private static Peer peer(PeerSettings settings) {
    return new Peer(settings, settings.name(), null, new PeerCounters(), new ManualClock());
  }
}

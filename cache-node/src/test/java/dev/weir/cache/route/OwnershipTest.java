package dev.weir.cache.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.config.PeerSettings.Option;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.Standing;
import dev.weir.cache.route.Destination.Kind;
import dev.weir.testing.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clusters of nodes that know each other from one list, without a network.
class OwnershipTest {

  private static final int URLS = 2_000;

  private final ManualClock clock = new ManualClock();
  private final List<PeerTable> tables = new ArrayList<>();

  @AfterEach
  void stop() {
    tables.forEach(PeerTable::close);
  }

  // A mesh of 50 that asks by ICP sends and receives 196 datagrams for one miss.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10, 20, 50})
  void missTakesQuestionAndAnswerAtMostAndAllAgreeOnTheOwner(int nodes) {
    List<Ownership> cluster = cluster(nodes);
    Map<Integer, Integer> load = new HashMap<>();
    for (int url = 0; url < URLS; url++) {
      Set<Integer> owners = new HashSet<>();
      for (int node = 0; node < nodes; node++) {
        Destination asked = cluster.get(node).before(key(url));
        owners.add(asked == null ? node : number(asked));
        assertThat(asked == null || asked.kind() == Kind.OWNER).isTrue();
      }
      assertThat(owners).hasSize(1);
      owners.forEach(owner -> load.merge(owner, 1, Integer::sum));
    }
    assertThat(load).hasSize(nodes);
    double mean = URLS / (double) nodes;
    // Chance alone spreads 40 URLs a node this far.
    assertThat(Collections.max(load.values())).isLessThan((int) (mean + 4 * Math.sqrt(mean)));
  }

  @Test
  void ownerThatIsAboutToGoIsPassedOver() {
    PeerTable table = table(0, List.of(0, 1));
    Ownership node = new Ownership(table, clock);
    clock.advance(Duration.ofMinutes(10));
    CacheKey others =
        IntStream.range(0, URLS)
            .mapToObj(OwnershipTest::key)
            .filter(key -> node.before(key) != null)
            .findFirst()
            .orElseThrow();

    table.said(table.siblings().getFirst().ownerName(), Standing.DRAINING);
    assertThat(node.before(others)).isNull();

    table.said(table.siblings().getFirst().ownerName(), Standing.READY);
    assertThat(node.before(others)).isNotNull();
  }

  // What came to this node with a member's leaving goes back, and is asked for, when that returns.
  @Test
  void memberThatComesIsAskedOnlyForWhatItOwned() {
    PeerTable table = table(0, List.of(0, 1));
    Ownership node = new Ownership(table, clock);

    // Just started: what is ours now was the other's, as far as we know.
    assertThat(kinds(node)).containsExactlyInAnyOrder(Kind.SIBLING, Kind.OWNER);

    clock.advance(Ownership.HANDED_OVER);
    assertThat(kinds(node)).containsExactlyInAnyOrder(null, Kind.OWNER);

    table.reconfigure(lines(List.of(0, 1, 2)), own(0));
    // A third takes from both, so what is ours was ours.
    assertThat(kinds(node)).containsExactlyInAnyOrder(null, Kind.OWNER);

    table.reconfigure(lines(List.of(0, 1)), own(0));
    // The third has gone and cannot be asked.
    assertThat(kinds(node)).containsExactlyInAnyOrder(null, Kind.OWNER);
  }

  private static Set<@Nullable Kind> kinds(Ownership node) {
    Set<@Nullable Kind> kinds = new HashSet<>();
    for (int url = 0; url < URLS; url++) {
      Destination asked = node.before(key(url));
      kinds.add(asked == null ? null : asked.kind());
    }
    return kinds;
  }

  private List<Ownership> cluster(int nodes) {
    List<Integer> all = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      all.add(node);
    }
    List<Ownership> cluster = new ArrayList<>();
    all.forEach(node -> cluster.add(new Ownership(table(node, all), clock)));
    clock.advance(Ownership.HANDED_OVER.plus(Duration.ofSeconds(1)));
    return cluster;
  }

  private PeerTable table(int node, List<Integer> members) {
    PeerTable table = new PeerTable(lines(members), own(node), host -> List.of(), clock);
    tables.add(table);
    return table;
  }

  private static List<PeerSettings> lines(List<Integer> members) {
    List<PeerSettings> lines = new ArrayList<>();
    members.forEach(member -> lines.add(PeerLine.sibling(host(member), 3128, 0, Option.OWNER)));
    return lines;
  }

  private static OwnAddresses own(int node) {
    return new OwnAddresses(
        List.of(new InetSocketAddress(InetAddress.ofLiteral(host(node)), 3128)),
        null,
        address -> false);
  }

  private static String host(int node) {
    return "10.0.0." + (node + 1);
  }

  private static int number(Destination asked) {
    String host = asked.peer().httpHost();
    return Integer.parseInt(host.substring(host.lastIndexOf('.') + 1)) - 1;
  }

  private static CacheKey key(int url) {
    return new CacheKey("http://www.lab.test/" + url);
  }
}

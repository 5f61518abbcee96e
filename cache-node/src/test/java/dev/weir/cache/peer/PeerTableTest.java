package dev.weir.cache.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.config.PeerSettings.Option;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.health.PeerCounters.Event;
import dev.weir.testing.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerTableTest {

  private static final CacheKey KEY = new CacheKey("http://www.lab.test/x");

  private final ManualClock clock = new ManualClock();
  private final Map<String, List<String>> names = new ConcurrentHashMap<>();
  private OwnAddresses own = OwnAddresses.of(List.of(), null);
  private PeerTable table = table();

  @AfterEach
  void stop() {
    table.close();
  }

  @Test
  void literalAddressesAreMembersAtOnce() {
    table = table(PeerLine.sibling("10.0.0.1", 80, 3130), PeerLine.parent("10.0.0.9", 80, 1));
    assertThat(table.siblings()).extracting(Peer::name).containsExactly("10.0.0.1:80");
    assertThat(table.parents()).extracting(Peer::name).containsExactly("10.0.0.9:80");
    assertThat(table.at(icp("10.0.0.1", 3130))).isSameAs(table.siblings().getFirst());
    assertThat(table.at(icp("10.0.0.1", 3131))).isNull();
  }

  @Test
  void onlyPeersWithIcpPortMaySendDatagrams() {
    table = table(PeerLine.sibling("10.0.0.1", 80, 3130), PeerLine.parent("10.0.0.9", 80, 1));
    assertThat(table.isPeerAddress(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
    assertThat(table.isPeerAddress(InetAddress.ofLiteral("10.0.0.9"))).isFalse();
    assertThat(table.isPeerAddress(InetAddress.ofLiteral("10.0.0.2"))).isFalse();
  }

  @Test
  void dnsNameStandsForAllItsAddresses() {
    names.put("nodes", List.of("10.0.0.2", "10.0.0.1"));
    table = table(PeerLine.sibling("nodes", 80, 3130, Option.DNS));
    assertThat(table.siblings()).isEmpty();
    table.refresh();
    assertThat(table.siblings()).extracting(Peer::httpHost).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void membersComeAndGoWithTheNameAndThoseThatStayKeepTheirHistory() {
    names.put("nodes", List.of("10.0.0.1", "10.0.0.2"));
    table = table(PeerLine.sibling("nodes", 80, 3130, Option.DNS));
    table.refresh();
    Peer second = table.siblings().get(1);
    AtomicInteger changes = new AtomicInteger();
    table.onChange(changes::incrementAndGet);

    names.put("nodes", List.of("10.0.0.2", "10.0.0.3"));
    table.refresh();

    assertThat(table.siblings()).extracting(Peer::httpHost).containsExactly("10.0.0.2", "10.0.0.3");
    assertThat(table.siblings().getFirst()).isSameAs(second);
    assertThat(table.isPeerAddress(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    table.refresh();
    assertThat(changes).hasValue(1);
  }

  @Test
  void lastGoodAddressesStayWhenTheResolverFails() {
    names.put("nodes", List.of("10.0.0.1"));
    table = table(PeerLine.sibling("nodes", 80, 3130, Option.DNS));
    table.refresh();
    names.clear();
    table.refresh();
    assertThat(table.siblings()).extracting(Peer::httpHost).containsExactly("10.0.0.1");
  }

  @Test
  void thisNodeIsNoMemberOfItsOwnCluster() {
    own =
        new OwnAddresses(
            List.of(icp("0.0.0.0", 80)),
            icp("0.0.0.0", 3130),
            address -> address.getHostAddress().equals("10.0.0.2"));
    names.put("nodes", List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"));
    table =
        table(
            PeerLine.sibling("nodes", 80, 3130, Option.DNS),
            PeerLine.sibling("10.0.0.2", 80, 3130),
            PeerLine.sibling("10.0.0.2", 8080, 3131));
    table.refresh();
    assertThat(table.siblings())
        .extracting(peer -> peer.httpHost() + ":" + peer.httpPort())
        .containsExactly("10.0.0.1:80", "10.0.0.3:80", "10.0.0.2:8080");
  }

  @Test
  void nodeBehindTwoLinesIsOneMember() {
    names.put("nodes", List.of("10.0.0.1", "10.0.0.2"));
    table =
        table(
            PeerLine.sibling("10.0.0.1", 80, 3130),
            PeerLine.sibling("nodes", 80, 3130, Option.DNS));
    table.refresh();
    assertThat(table.siblings()).extracting(Peer::httpHost).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(table.at(icp("10.0.0.1", 3130))).isSameAs(table.siblings().getFirst());
  }

  @Test
  void staticNameFollowsItsAddressAndKeepsItsCounts() {
    names.put("origin", List.of("10.0.0.1"));
    table = table(PeerLine.sibling("origin", 80, 3130));
    Peer unresolved = table.siblings().getFirst();
    assertThat(unresolved.icpAddress()).isNull();
    assertThat(unresolved.isQueried()).isFalse();
    assertThat(unresolved.httpHost()).isEqualTo("origin");

    table.refresh();
    Peer first = table.siblings().getFirst();
    assertThat(first.icpAddress()).isEqualTo(icp("10.0.0.1", 3130));
    first.counters().count(Event.HIT);

    names.put("origin", List.of("10.0.0.2", "10.0.0.1"));
    table.refresh();
    assertThat(table.siblings().getFirst()).isSameAs(first);
    assertThat(table.isPeerAddress(InetAddress.ofLiteral("10.0.0.2"))).isTrue();

    names.put("origin", List.of("10.0.0.2"));
    table.refresh();
    Peer moved = table.siblings().getFirst();
    assertThat(moved.icpAddress()).isEqualTo(icp("10.0.0.2", 3130));
    assertThat(moved.counters().of(Event.HIT)).isEqualTo(1);
    assertThat(moved.httpHost()).isEqualTo("origin");
  }

  @Test
  void nameWithEndlesslyManyAddressesIsCutOff() {
    names.put("nodes", IntStream.range(0, 250).mapToObj(i -> "10.0.0." + i).toList());
    table = table(PeerLine.sibling("nodes", 80, 3130, Option.DNS));
    table.refresh();
    assertThat(table.siblings()).hasSize(PeerNames.MEMBERS_PER_NAME);
  }

  @Test
  void startResolvesNamesBeforeItReturns() {
    names.put("nodes", List.of("10.0.0.1"));
    table = table(PeerLine.sibling("nodes", 80, 3130, Option.DNS));
    table.start();
    assertThat(table.siblings()).hasSize(1);
  }

  @Test
  void newConfigurationKeepsWhatStays() {
    PeerSettings stays = PeerLine.sibling("10.0.0.1", 80, 3130);
    table = table(stays, PeerLine.sibling("10.0.0.2", 80, 3130));
    Peer first = table.siblings().getFirst();
    table.reconfigure(List.of(PeerLine.sibling("10.0.0.3", 80, 3130), stays), own);
    assertThat(table.siblings())
        .extracting(Peer::name)
        .containsExactly("10.0.0.3:80", "10.0.0.1:80");
    assertThat(table.siblings().get(1)).isSameAs(first);
  }

  @Test
  void parentThatRefusesConnectionsIsTriedLastAndOnceSecondAsBefore() {
    table = table(PeerLine.parent("10.0.0.1", 80, 1), PeerLine.parent("10.0.0.2", 80, 1));
    Peer first = table.parents().getFirst();
    Peer second = table.parents().get(1);
    assertThat(table.parentsFor(KEY, "127.0.0.1"))
        .extracting(ParentTurn::peer)
        .containsExactly(first, second);
    for (int i = 0; i < 3; i++) {
      first.connectFailed();
    }
    assertThat(table.parentsFor(KEY, "127.0.0.1"))
        .extracting(ParentTurn::peer)
        .containsExactly(second, first);
    clock.advance(Duration.ofSeconds(1));
    assertThat(table.parentsFor(KEY, "127.0.0.1"))
        .extracting(ParentTurn::peer)
        .containsExactly(first, second);
    assertThat(table.parentsFor(KEY, "127.0.0.1"))
        .extracting(ParentTurn::peer)
        .containsExactly(second, first);
    first.connected();
    assertThat(table.parentsFor(KEY, "127.0.0.1"))
        .extracting(ParentTurn::peer)
        .containsExactly(first, second);
  }

  @Test
  void reportTellsWhatIsKnownOfEachPeer() {
    names.put("late", List.of());
    table =
        table(
            PeerLine.sibling("10.0.0.1", 80, 3130),
            PeerLine.sibling("late", 80, 3130),
            PeerLine.sibling("10.0.0.3", 80, 3130, Option.NO_QUERY));
    table.siblings().getFirst().falseHit(KEY);
    List<PeerReport> report = table.report();
    assertThat(report).extracting(PeerReport::icp).containsExactly("living", "unresolved", "off");
    assertThat(report)
        .extracting(PeerReport::why)
        .containsExactly(
            "has not answered yet",
            "its name does not resolve",
            "is not asked: no ICP port, or no-query");
    assertThat(report).extracting(PeerReport::used).containsExactly(true, false, false);
    assertThat(report.getFirst().kind()).isEqualTo("sibling");
    assertThat(report.getFirst().address()).isEqualTo("10.0.0.1");
    assertThat(report.getFirst().counts()).containsEntry("false-hit", 1L);
    assertThat(report.getFirst().falseHitsInLast100()).isEqualTo(1);
  }

  private PeerTable table(PeerSettings... settings) {
    return new PeerTable(List.of(settings), own, this::addresses, clock);
  }

  private List<InetAddress> addresses(String host) throws UnknownHostException {
    List<String> found = names.get(host);
    if (found == null) {
      throw new UnknownHostException(host);
    }
    return found.stream().map(InetAddress::ofLiteral).toList();
  }

  private static InetSocketAddress icp(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}

package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.health.PeerCounters.Event;
import dev.weir.cache.peer.icp.IcpAnswers.Answer;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.testing.FreePorts;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a node at 127.0.0.1 makes of its siblings. Its clock stands still: nothing times out unless
/// a test lets time pass.
class AskingSiblingsTest {

  private static final String URL = "http://www.lab.test/x";

  private final ManualClock clock = new ManualClock();
  private final IcpNode node = new IcpNode("127.0.0.1", key -> Answer.MISS, clock);

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void queryLeavesFromTheIcpPortAndHitNamesTheSibling() {
    try (UdpNeighbour neighbour = sibling()) {
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      UdpNeighbour.Received query = neighbour.take();
      assertThat(query.source()).isEqualTo(node.address());
      assertThat(query.message()).isEqualTo(IcpMessage.query(query.message().requestNumber(), URL));
      neighbour.answer(query, IcpOpcode.HIT);
      assertThat(IcpNode.settled(asking)).isEqualTo(new PeerOutcome.Hit(node.sibling()));
    }
  }

  @Test
  void nodesAskEachOther() {
    try (IcpNode other = new IcpNode("127.0.0.2", key -> Answer.HIT, clock)) {
      befriend(other);
      assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.Hit(node.sibling()));
      assertThat(other.ask(URL)).isEqualTo(new PeerOutcome.Missed());
    }
  }

  // Squid cannot: it compares the address without the port.
  @Test
  void nodesOnOneAddressAskEachOther() {
    try (IcpNode other = new IcpNode("127.0.0.1", key -> Answer.HIT, clock)) {
      befriend(other);
      assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.Hit(node.sibling()));
      assertThat(other.ask(URL)).isEqualTo(new PeerOutcome.Missed());
    }
  }

  @Test
  void nodeBoundToAllAddressesIsUnderstood() {
    try (IcpNode everywhere = new IcpNode("0.0.0.0", key -> Answer.HIT, clock)) {
      everywhere.peers(PeerLine.sibling("127.0.0.1", 80, node.address().getPort()));
      node.peers(PeerLine.sibling("127.0.0.1", 81, everywhere.address().getPort()));
      assertThat(node.ask(URL)).isInstanceOf(PeerOutcome.Hit.class);
      assertThat(everywhere.ask(URL)).isEqualTo(new PeerOutcome.Missed());
    }
  }

  @Test
  void silentSiblingIsGivenUpWhenItsTimeIsOver() {
    try (UdpNeighbour neighbour = sibling()) {
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      UdpNeighbour.Received query = neighbour.take();
      clock.advance(Duration.ofMillis(50));
      assertThat(IcpNode.settled(asking)).isEqualTo(new PeerOutcome.TimedOut());

      neighbour.answer(query, IcpOpcode.HIT);
      IcpNode.until(() -> node.sibling().counters().of(Event.LATE) == 1);
    }
  }

  // Only ICMP can settle this: the clock stands still.
  @Test
  void closedPortIsMissAtOnceAndSoonNotAskedAnyMore() {
    sibling().close();
    for (int i = 0; i < 3; i++) {
      assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.Missed());
    }
    // A probe may have found the port closed as well.
    assertThat(node.sibling().counters().of(Event.UNREACHABLE)).isGreaterThanOrEqualTo(3);
    assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.NobodyToAsk());
  }

  @Test
  void restartedSiblingIsFoundAgainByProbes() {
    UdpNeighbour first = sibling();
    int port = first.port();
    first.close();
    for (int i = 0; i < 3; i++) {
      node.ask(URL);
    }
    assertThat(node.sibling().isAwaited()).isFalse();
    try (UdpNeighbour second = new UdpNeighbour("127.0.0.2", port)) {
      while (!node.sibling().isAwaited()) {
        clock.advance(Duration.ofMillis(500));
        UdpNeighbour.Received probe = second.take();
        assertThat(probe.message().url()).isEqualTo(Inquiries.PROBE_URL);
        long answered = answers();
        second.answer(probe, IcpOpcode.MISS);
        IcpNode.until(() -> answers() > answered);
      }
      clock.advance(Duration.ofSeconds(10));
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      second.answer(second.take(), IcpOpcode.HIT);
      assertThat(IcpNode.settled(asking)).isInstanceOf(PeerOutcome.Hit.class);
    }
  }

  private long answers() {
    return node.sibling().counters().of(Event.MISS) + node.sibling().counters().of(Event.LATE);
  }

  @Test
  void answerForAnotherUrlOrFromAnotherPortIsIgnored() {
    try (UdpNeighbour neighbour = sibling();
        UdpNeighbour sameHost = new UdpNeighbour("127.0.0.2")) {
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      UdpNeighbour.Received query = neighbour.take();
      sameHost.answer(query, IcpOpcode.HIT);
      int number = query.message().requestNumber();
      neighbour.send(query.source(), IcpMessage.answer(IcpOpcode.HIT, number, "http://evil.test/"));
      IcpNode.until(() -> node.dropped("foreign-port") == 1 && node.dropped("other-url") == 1);
      assertThat(asking).isNotDone();
      neighbour.answer(query, IcpOpcode.MISS);
      assertThat(IcpNode.settled(asking)).isEqualTo(new PeerOutcome.Missed());
    }
  }

  // Behind an address translation our own datagram may come back as a peer's.
  @Test
  void siblingThatMirrorsOurQueryIsWeOurselves() {
    try (UdpNeighbour mirror = sibling()) {
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      UdpNeighbour.Received query = mirror.take();
      mirror.send(query.source(), query.message());
      assertThat(IcpNode.settled(asking)).isEqualTo(new PeerOutcome.Missed());
      assertThat(node.dropped("our-own")).isEqualTo(1);
      assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.NobodyToAsk());
    }
  }

  @Test
  void siblingThatLeavesIsNotWaitedFor() {
    try (UdpNeighbour neighbour = sibling()) {
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      neighbour.take();
      node.peers();
      assertThat(IcpNode.settled(asking)).isEqualTo(new PeerOutcome.Missed());
      assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.NobodyToAsk());
    }
  }

  @Test
  void manyQuestionsAtOnceAreEachAnsweredForThemselves() {
    try (IcpNode other =
        new IcpNode(
            "127.0.0.2", key -> key.uri().endsWith("7") ? Answer.HIT : Answer.MISS, clock)) {
      befriend(other);
      for (int i = 0; i < 1000; i++) {
        String url = "http://www.lab.test/" + i;
        boolean hit = node.ask(url) instanceof PeerOutcome.Hit;
        assertThat(hit).as(url).isEqualTo(i % 10 == 7);
      }
    }
  }

  private void befriend(IcpNode other) {
    node.peers(sibling(other));
    other.peers(sibling(node));
  }

  private static PeerSettings sibling(IcpNode node) {
    return PeerLine.sibling(
        node.address().getAddress().getHostAddress(), 80, node.address().getPort());
  }

  private UdpNeighbour sibling() {
    // Nobody takes its port while it is closed.
    UdpNeighbour neighbour = new UdpNeighbour("127.0.0.2", freePort());
    node.peers(PeerLine.sibling(neighbour.address(), 80, neighbour.port()));
    return neighbour;
  }

  private static int freePort() {
    try {
      return FreePorts.next(InetAddress.ofLiteral("127.0.0.2"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

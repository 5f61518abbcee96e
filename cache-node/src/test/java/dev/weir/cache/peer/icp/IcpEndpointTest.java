package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.icp.IcpAnswers.Answer;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IcpEndpointTest {

  private static final String URL = "http://www.lab.test/x";

  private final ManualClock clock = new ManualClock();

  @Test
  void secondEndpointOnThePortFailsToStart() {
    try (IcpNode first = new IcpNode("127.0.0.1", key -> Answer.MISS, clock);
        PeerTable peers = peers();
        IcpEndpoint second =
            new IcpEndpoint(
                IcpSettings.of(first.address(), Duration.ofSeconds(2), Duration.ofSeconds(10)),
                peers,
                key -> Answer.MISS,
                clock)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(":" + first.address().getPort())
          .hasMessageContaining("Address already in use");
      assertThat(second.isRunning()).isFalse();
    }
  }

  @Test
  void secondEndpointFailsToStartAlsoWhenTheFirstHasPeers() {
    try (IcpNode first = new IcpNode("127.0.0.1", key -> Answer.HIT, clock);
        IcpNode other = new IcpNode("127.0.0.2", key -> Answer.HIT, clock)) {
      first.peers(PeerLine.sibling("127.0.0.2", 80, other.address().getPort()));
      other.peers(PeerLine.sibling("127.0.0.1", 80, first.address().getPort()));
      assertThat(first.ask(URL)).isInstanceOf(PeerOutcome.Hit.class);
      try (PeerTable peers = peers();
          IcpEndpoint second =
              new IcpEndpoint(
                  IcpSettings.of(first.address(), Duration.ofSeconds(2), Duration.ofSeconds(10)),
                  peers,
                  key -> Answer.MISS,
                  clock)) {
        assertThatThrownBy(second::start).hasMessageContaining("Address already in use");
      }
    }
  }

  @Test
  void unknownHostIsOneClearError() {
    try (PeerTable peers = peers();
        IcpEndpoint endpoint =
            new IcpEndpoint(
                IcpSettings.of(
                    InetSocketAddress.createUnresolved("nowhere.invalid", 3130),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10)),
                peers,
                key -> Answer.MISS,
                clock)) {
      assertThatThrownBy(endpoint::start).hasMessageContaining("does not resolve");
      assertThatThrownBy(endpoint::port).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void withoutSiblingsTheAnswerComesAtOnceOnTheCallersThread() {
    try (IcpNode node = new IcpNode("127.0.0.1", key -> Answer.MISS, clock)) {
      List<Thread> threads = new ArrayList<>();
      node.endpoint().ask(new CacheKey(URL), 0, outcome -> threads.add(Thread.currentThread()));
      assertThat(threads).containsExactly(Thread.currentThread());
      assertThat(node.endpoint().report().inquiries()).containsEntry("nobody-to-ask", 1L);
    }
  }

  @Test
  void urlThatIcpCannotCarryIsNotAskedAbout() {
    try (IcpNode node = new IcpNode("127.0.0.1", key -> Answer.MISS, clock);
        UdpNeighbour neighbour = new UdpNeighbour("127.0.0.2")) {
      node.peers(PeerLine.sibling(neighbour.address(), 80, neighbour.port()));
      assertThat(node.ask("http://www.lab.test/" + "x".repeat(3000)))
          .isEqualTo(new PeerOutcome.NobodyToAsk());
      assertThat(node.ask("http://www.lab.test/a b")).isEqualTo(new PeerOutcome.NobodyToAsk());
    }
  }

  @Test
  void inquiriesBeyondTheLimitAreTurnedAwayAndCounted() {
    IcpSettings open = IcpNode.settings("127.0.0.1");
    IcpSettings tight =
        new IcpSettings(
            open.address(),
            open.queryTimeout(),
            open.deadPeerTimeout(),
            open.access(),
            new IcpSettings.Limits(2, 100, 100, 100, 2048));
    try (IcpNode node = new IcpNode(tight, key -> Answer.MISS, clock);
        UdpNeighbour neighbour = new UdpNeighbour("127.0.0.2")) {
      node.peers(PeerLine.sibling(neighbour.address(), 80, neighbour.port()));
      CompletableFuture<PeerOutcome> first = node.asking(URL);
      CompletableFuture<PeerOutcome> second = node.asking(URL);
      assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.NobodyToAsk());
      assertThat(node.endpoint().report().inquiries()).containsEntry("overloaded", 1L);
      assertThat(node.endpoint().waiting()).isEqualTo(2);

      neighbour.answer(neighbour.take(), IcpOpcode.MISS);
      neighbour.answer(neighbour.take(), IcpOpcode.MISS);
      assertThat(IcpNode.settled(first)).isEqualTo(new PeerOutcome.Missed());
      assertThat(IcpNode.settled(second)).isEqualTo(new PeerOutcome.Missed());
      assertThat(node.endpoint().waiting()).isZero();
    }
  }

  @Test
  void closingTellsEverybodyThatThereIsNobodyToAsk() {
    try (UdpNeighbour neighbour = new UdpNeighbour("127.0.0.2")) {
      IcpNode node = new IcpNode("127.0.0.1", key -> Answer.MISS, clock);
      node.peers(PeerLine.sibling(neighbour.address(), 80, neighbour.port()));
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      neighbour.take();
      node.close();
      assertThat(IcpNode.settled(asking)).isEqualTo(new PeerOutcome.NobodyToAsk());
      assertThat(node.ask(URL)).isEqualTo(new PeerOutcome.NobodyToAsk());
      assertThat(node.endpoint().isRunning()).isFalse();
    }
  }

  @Test
  void portIsFreeAfterClosing() {
    IcpNode node = new IcpNode("127.0.0.1", key -> Answer.MISS, clock);
    InetSocketAddress address = node.address();
    node.close();
    try (UdpNeighbour next = new UdpNeighbour("127.0.0.1", address.getPort())) {
      assertThat(next.port()).isEqualTo(address.getPort());
    }
  }

  @Test
  void defectOfOneCallerDoesNotKeepTheOthersWaiting() {
    try (IcpNode node = new IcpNode("127.0.0.1", key -> Answer.MISS, clock);
        UdpNeighbour neighbour = new UdpNeighbour("127.0.0.2")) {
      node.peers(PeerLine.sibling(neighbour.address(), 80, neighbour.port()));
      node.endpoint()
          .ask(
              new CacheKey(URL),
              0,
              outcome -> {
                throw new IllegalStateException("a defect on purpose");
              });
      CompletableFuture<PeerOutcome> next = node.asking(URL);
      neighbour.answer(neighbour.take(), IcpOpcode.HIT);
      neighbour.answer(neighbour.take(), IcpOpcode.HIT);
      assertThat(IcpNode.settled(next)).isInstanceOf(PeerOutcome.Hit.class);
    }
  }

  @Test
  void clockSetBackDoesNotKeepAnybodyWaiting() {
    try (IcpNode node = new IcpNode("127.0.0.1", key -> Answer.MISS, clock);
        UdpNeighbour neighbour = new UdpNeighbour("127.0.0.2")) {
      node.peers(PeerLine.sibling(neighbour.address(), 80, neighbour.port()));
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      neighbour.take();
      clock.advance(Duration.ofHours(-2));
      // Any datagram makes the endpoint look at its clock: it notices the step and goes on from
      // there.
      neighbour.send(node.address(), new byte[] {1, 2});
      IcpNode.until(() -> node.dropped("too-short") == 1);
      CompletableFuture<PeerOutcome> after = node.asking(URL);
      neighbour.take();
      clock.advance(Duration.ofMillis(50));
      assertThat(IcpNode.settled(asking)).isEqualTo(new PeerOutcome.TimedOut());
      assertThat(IcpNode.settled(after)).isEqualTo(new PeerOutcome.TimedOut());
    }
  }

  private PeerTable peers() {
    return new PeerTable(
        List.of(),
        OwnAddresses.of(List.of(), null),
        host -> List.of(InetAddress.getLoopbackAddress()),
        clock);
  }
}

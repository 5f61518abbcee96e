package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.health.RoundTrips;
import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.testing.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An endpoint without a thread, whose rounds somebody else takes.
class RoundsTest {

  private static final InetSocketAddress OURS =
      new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 3130);
  private static final InetSocketAddress THEIRS =
      new InetSocketAddress(InetAddress.ofLiteral("10.0.0.2"), 3130);
  private static final CacheKey KEY = new CacheKey("http://www.lab.test/x");

  private final ManualClock clock = new ManualClock();
  private final Wire wire = new Wire();
  private final List<PeerOutcome> outcomes = new ArrayList<>();
  private final PeerTable peers =
      new PeerTable(
          List.of(PeerLine.sibling("10.0.0.2", 80, 3130)),
          OwnAddresses.of(List.of(), null),
          host -> List.of(),
          clock);
  private final IcpEndpoint endpoint =
      new IcpEndpoint(
          IcpSettings.of(OURS, Duration.ofSeconds(2), Duration.ofSeconds(10)),
          peers,
          key -> IcpAnswers.Answer.MISS,
          clock);

  /// Two ends in memory.
  private static final class Wire implements IcpDatagrams {

    private final Queue<IcpMessage> sent = new ArrayDeque<>();
    private final Queue<IcpMessage> coming = new ArrayDeque<>();
    private boolean closed;
    private int wakeups;

    @Override
    public InetSocketAddress localAddress() {
      return OURS;
    }

    @Override
    public List<Peer> follow(List<Peer> members) {
      return List.of();
    }

    @Override
    public void await(Duration longest, Inbound inbound) {
      for (IcpMessage next = coming.poll(); next != null; next = coming.poll()) {
        ByteBuffer octets = ByteBuffer.allocate(IcpCodec.MAX_OCTETS);
        IcpCodec.encode(next, octets);
        inbound.datagram(THEIRS, octets.flip());
      }
    }

    @Override
    public boolean send(Peer peer, IcpMessage message) {
      return sent.add(message);
    }

    @Override
    public boolean reply(InetSocketAddress to, IcpMessage message) {
      return sent.add(message);
    }

    @Override
    public void wakeup() {
      wakeups++;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @AfterEach
  void stop() {
    endpoint.close();
    peers.close();
  }

  private void ask() {
    endpoint.ask(KEY, 0, outcomes::add);
  }

  @Test
  void questionLeavesInTheNextRoundAndItsAnswerCountsInTheOneAfter() throws IOException {
    endpoint.start(wire, new Random(2186));

    ask();
    assertThat(wire.sent).isEmpty();
    assertThat(wire.wakeups).isEqualTo(1);

    assertThat(endpoint.turn()).isEqualTo(RoundTrips.FIRST_WAIT);
    IcpMessage question = wire.sent.remove();
    assertThat(question.url()).isEqualTo(KEY.uri());

    wire.coming.add(IcpMessage.answer(IcpOpcode.HIT, question.requestNumber(), question.url()));
    assertThat(outcomes).isEmpty();
    endpoint.turn();
    assertThat(outcomes).containsExactly(new PeerOutcome.Hit(peers.siblings().getFirst()));
  }

  @Test
  void questionIsGivenUpInARoundAfterItsDeadline() throws IOException {
    endpoint.start(wire, new Random(2186));
    ask();
    Duration rest = endpoint.turn();

    clock.advance(rest.minusNanos(1));
    endpoint.turn();
    assertThat(outcomes).isEmpty();

    clock.advance(Duration.ofNanos(1));
    endpoint.turn();
    assertThat(outcomes).containsExactly(new PeerOutcome.TimedOut());
  }

  @Test
  void whoWaitsWhenItIsClosedIsToldThatThereIsNobodyToAsk() throws IOException {
    endpoint.start(wire, new Random(2186));
    ask();
    endpoint.turn();
    ask();

    endpoint.close();

    assertThat(outcomes)
        .containsExactly(new PeerOutcome.NobodyToAsk(), new PeerOutcome.NobodyToAsk());
    assertThat(wire.closed).isTrue();
    assertThat(endpoint.isRunning()).isFalse();
  }

  @Test
  void roundBeforeTheStartIsADefect() {
    assertThatThrownBy(endpoint::turn).isInstanceOf(IllegalStateException.class);
  }
}

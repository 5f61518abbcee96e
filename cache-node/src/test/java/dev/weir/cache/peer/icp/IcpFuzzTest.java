package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.icp.IcpAnswers.Answer;
import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpDecoded;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.testing.ManualClock;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Datagrams no honest neighbour sends, from a neighbour's address. `-Dweir.icp.fuzz=10000000`
/// makes it as many as wanted, `-Dweir.icp.fuzz.seed` others than usual.
class IcpFuzzTest {

  private static final int DECODED = Integer.getInteger("weir.icp.fuzz", 200_000);
  private static final int SENT = Math.max(20_000, DECODED / 100);
  private static final long SEED = Long.getLong("weir.icp.fuzz.seed", 2186);
  private static final int HEADER = 20;

  /// Datagrams between two questions whether the node still answers; fewer than a socket holds.
  private static final int BURST = 100;

  private static final String URL = "http://www.lab.test/x";

  private final SplittableRandom random = new SplittableRandom(SEED);

  private static final List<byte[]> CORPUS =
      List.of(
          octets(IcpMessage.query(0x01020304, URL)),
          octets(IcpMessage.query(1, URL, 77)),
          octets(IcpMessage.answer(IcpOpcode.HIT, 7, URL)),
          octets(IcpMessage.answer(IcpOpcode.MISS, -1, URL)),
          octets(IcpMessage.answer(IcpOpcode.DENIED, 9, URL)),
          octets(IcpMessage.answer(IcpOpcode.HIT_OBJ, 42, URL)),
          octets(IcpMessage.error(3)));

  // The rows of RFC 2186 and what of them a cache may take, said a second time: nothing that breaks
  // one of them is accepted, and what is accepted reads back as the same octets.
  @Test
  void nothingIsAcceptedThatIsNotWellFormed() {
    int accepted = 0;
    for (int i = 0; i < DECODED; i++) {
      byte[] datagram = next();
      IcpDecoded decoded = IcpCodec.decode(ByteBuffer.wrap(datagram));
      assertThat(decoded instanceof IcpDecoded.Accepted)
          .as("datagram %d of seed %d", i, SEED)
          .isEqualTo(isWellFormed(datagram));
      if (decoded instanceof IcpDecoded.Accepted(IcpMessage message)) {
        accepted++;
        assertThat(octets(message)).isEqualTo(datagram);
      }
    }
    assertThat(accepted).isBetween(1, DECODED - 1);
  }

  @Test
  void neighbourGoneMadNeitherStopsTheNodeNorAnswersItsQuestions() {
    try (IcpNode node = new IcpNode(settings(), _ -> Answer.MISS, new ManualClock());
        UdpNeighbour mad = new UdpNeighbour("127.0.0.2")) {
      node.peers(PeerLine.sibling(mad.address(), 80, mad.port()));
      CompletableFuture<PeerOutcome> asking = node.asking(URL);
      UdpNeighbour.Received question = mad.take();
      for (int i = 0; i < SENT / BURST; i++) {
        flood(mad, node.address(), question.message().requestNumber());
        assertThat(node.endpoint().isRunning()).isTrue();
        assertThat(asking).as("question after %d bursts of seed %d", i, SEED).isNotDone();
      }
      mad.answer(question, IcpOpcode.HIT);
      assertThat(IcpNode.settled(asking)).isInstanceOf(PeerOutcome.Hit.class);
    }
  }

  /// Sends a burst and waits until the node has taken all of it in, which an answer shows.
  private void flood(UdpNeighbour mad, InetSocketAddress node, int outstanding) {
    for (int i = 0; i < BURST; i++) {
      byte[] datagram = next();
      if (datagram.length < 8 || ByteBuffer.wrap(datagram).getInt(4) != outstanding) {
        mad.send(node, datagram);
      }
    }
    int number = random.nextInt();
    mad.send(node, IcpMessage.query(number, URL + "?sync"));
    mad.takeReply(number, URL + "?sync");
  }

  private static IcpSettings settings() {
    IcpSettings usual = IcpNode.settings("127.0.0.1");
    return new IcpSettings(
        usual.address(),
        usual.queryTimeout(),
        usual.deadPeerTimeout(),
        usual.access(),
        new IcpSettings.Limits(8192, 65_536, 1, Integer.MAX_VALUE, 2048));
  }

  private byte[] next() {
    byte[] seed = CORPUS.get(random.nextInt(CORPUS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> noise();
      case 1 -> truthful(mutated(seed));
      default -> mutated(seed);
    };
  }

  private byte[] noise() {
    byte[] octets = new byte[random.nextInt(200)];
    random.nextBytes(octets);
    return random.nextBoolean() ? truthful(octets) : octets;
  }

  private byte[] mutated(byte[] seed) {
    byte[] octets = Arrays.copyOf(seed, seed.length + random.nextInt(-seed.length, 9));
    for (int i = random.nextInt(4); i > 0 && octets.length > 0; i--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    return octets;
  }

  /// With version and length as they should be, so that what comes after them is reached.
  private static byte[] truthful(byte[] octets) {
    if (octets.length >= 4) {
      octets[1] = 2;
      octets[2] = (byte) (octets.length >> 8);
      octets[3] = (byte) octets.length;
    }
    return octets;
  }

  private static boolean isWellFormed(byte[] octets) {
    if (octets.length < HEADER || octets[1] != 2 || octets[octets.length - 1] != 0) {
      return false;
    }
    int length = Byte.toUnsignedInt(octets[2]) << 8 | Byte.toUnsignedInt(octets[3]);
    int opcode = octets[0];
    boolean known = List.of(1, 2, 3, 4, 10, 11, 21, 22).contains(opcode);
    int from = opcode == 1 ? HEADER + 4 : HEADER;
    int urlLength = octets.length - 1 - from;
    return length == octets.length
        && known
        && urlLength >= (opcode == 4 ? 0 : 1)
        && isVisible(octets, from);
  }

  private static boolean isVisible(byte[] octets, int from) {
    for (int i = from; i < octets.length - 1; i++) {
      int octet = Byte.toUnsignedInt(octets[i]);
      if (octet <= ' ' || octet == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static byte[] octets(IcpMessage message) {
    ByteBuffer out = ByteBuffer.allocate(message.length());
    IcpCodec.encode(message, out);
    return out.array();
  }
}

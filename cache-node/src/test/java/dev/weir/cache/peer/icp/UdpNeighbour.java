package dev.weir.cache.peer.icp;

import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpDecoded;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/// A socket that speaks ICP as a test tells it to.
final class UdpNeighbour implements AutoCloseable {

  /// A message received and where it came from.
  record Received(IcpMessage message, InetSocketAddress source) {}

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final DatagramSocket socket;

  UdpNeighbour(String address) {
    this(address, 0);
  }

  UdpNeighbour(String address, int port) {
    try {
      socket = new DatagramSocket(port, InetAddress.ofLiteral(address));
      socket.setSoTimeout((int) LIMIT.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return socket.getLocalAddress().getHostAddress();
  }

  int port() {
    return socket.getLocalPort();
  }

  Received take() {
    DatagramPacket packet = new DatagramPacket(new byte[20_000], 20_000);
    try {
      socket.receive(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
    IcpDecoded decoded = IcpCodec.decode(ByteBuffer.wrap(octets));
    if (decoded instanceof IcpDecoded.Accepted(IcpMessage message)) {
      return new Received(message, (InetSocketAddress) packet.getSocketAddress());
    }
    throw new IllegalStateException("not ICP: " + decoded);
  }

  /// Takes replies until the one to a query comes.
  void takeReply(int number, String url) {
    IcpMessage reply;
    do {
      reply = take().message();
    } while (reply.requestNumber() != number || !reply.url().equals(url));
  }

  void answer(Received query, IcpOpcode opcode) {
    send(
        query.source(),
        IcpMessage.answer(opcode, query.message().requestNumber(), query.message().url()));
  }

  void send(InetSocketAddress to, IcpMessage message) {
    ByteBuffer octets = ByteBuffer.allocate(message.length());
    IcpCodec.encode(message, octets);
    send(to, octets.array());
  }

  void send(InetSocketAddress to, byte[] octets) {
    try {
      socket.send(new DatagramPacket(octets, octets.length, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

package dev.weir.workbench.bench.cluster.network;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.icp.IcpDatagrams;
import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// The ICP port of a node on the simulated network.
public final class SimulatedDatagrams implements IcpDatagrams, Machine.Socket {

  private final Network network;
  private final InetSocketAddress address;
  private final Runnable wake;
  private final Queue<Arrival> arrived = new ArrayDeque<>();
  private final ByteBuffer out = ByteBuffer.allocate(IcpCodec.MAX_OCTETS);
  private List<Peer> followed = List.of();

  private sealed interface Arrival {
    record Datagram(InetSocketAddress source, ByteBuffer octets) implements Arrival {}

    record Unreachable(InetSocketAddress address) implements Arrival {}
  }

  /// @param wake has the node take a round soon
  public SimulatedDatagrams(Network network, InetSocketAddress address, Runnable wake) {
    this.network = network;
    this.address = address;
    this.wake = wake;
  }

  @Override
  public void arrived(InetSocketAddress source, byte[] octets) {
    arrived.add(new Arrival.Datagram(source, ByteBuffer.wrap(octets)));
    wake.run();
  }

  @Override
  public void unreachable(InetSocketAddress closed) {
    arrived.add(new Arrival.Unreachable(closed));
    wake.run();
  }

  @Override
  public InetSocketAddress localAddress() {
    return address;
  }

  @Override
  public List<Peer> follow(List<Peer> peers) {
    List<Peer> left = followed.stream().filter(peer -> !peers.contains(peer)).toList();
    followed = List.copyOf(peers);
    return left;
  }

  /// Whoever takes the rounds has waited already.
  @Override
  public void await(Duration longest, Inbound inbound) {
    for (Arrival next = arrived.poll(); next != null; next = arrived.poll()) {
      switch (next) {
        case Arrival.Datagram(var source, var octets) -> inbound.datagram(source, octets);
        case Arrival.Unreachable(var closed) ->
            followed.stream()
                .filter(peer -> closed.equals(peer.icpAddress()))
                .forEach(inbound::unreachable);
      }
    }
  }

  @Override
  public boolean send(Peer peer, IcpMessage message) {
    InetSocketAddress to = peer.icpAddress();
    return to != null && reply(to, message);
  }

  @Override
  public boolean reply(InetSocketAddress to, IcpMessage message) {
    out.clear();
    IcpCodec.encode(message, out);
    byte[] octets = new byte[out.flip().remaining()];
    out.get(octets);
    network.datagram(address, to, octets);
    return true;
  }

  @Override
  public void wakeup() {
    wake.run();
  }

  @Override
  public void close() {
    arrived.clear();
  }
}

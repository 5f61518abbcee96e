package dev.weir.cache.peer.icp;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.wire.IcpMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/// How datagrams leave the endpoint and reach it. Used by one thread at a time, but for [#wakeup()]
/// and [#localAddress()].
public interface IcpDatagrams extends AutoCloseable {

  /// What comes in.
  interface Inbound {

    /// @param octets good until the call returns
    void datagram(InetSocketAddress source, ByteBuffer octets);

    /// Nobody listens at the ICP port of this peer.
    void unreachable(Peer peer);
  }

  /// Address and port that peers know us by.
  InetSocketAddress localAddress();

  /// Makes ready for peers that came, lets go of those that left.
  ///
  /// @return the peers that left
  List<Peer> follow(List<Peer> peers) throws IOException;

  /// Waits for datagrams and hands them on, until there are none or the time is over.
  void await(Duration longest, Inbound inbound) throws IOException;

  /// Whether a message left for a peer.
  boolean send(Peer peer, IcpMessage message);

  /// Whether a message left for an address.
  boolean reply(InetSocketAddress to, IcpMessage message);

  /// Ends [#await] early. Any thread may call it.
  void wakeup();

  @Override
  void close() throws IOException;
}

package dev.weir.cache.peer.icp;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.wire.IcpCodec;
import dev.weir.cache.peer.wire.IcpMessage;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The node's ICP port: one address and port for everything, several sockets behind it.
///
/// Squid takes an answer only from the peer's ICP port, so all datagrams must leave from ours. But
/// only a connected socket is told about ICMP port-unreachable. So beside the open socket there is
/// one connected socket per queried peer, all bound to the same port by SO_REUSEPORT; Linux hands a
/// datagram to the socket connected to its sender when there is one, and to the open one otherwise.
/// The open socket is bound *before* it allows sharing: a second node on the same port fails to
/// start instead of taking half of the datagrams. Where a connected socket cannot be had, the open
/// one serves its peer too, and only port-unreachable goes unseen. In the instant in which a new
/// peer's socket is bound but not yet connected, a datagram may get lost in it.
///
/// Confined to the ICP thread, but for [#wakeup()] and [#localAddress()].
final class IcpChannels implements IcpDatagrams {

  private static final Logger LOG = LoggerFactory.getLogger(IcpChannels.class);

  private static final int DATAGRAMS_PER_TURN = 1024;
  private static final int RECEIVE_BUFFER_OCTETS = 1 << 20;

  private final Selector selector;
  private final DatagramChannel open;
  private final InetSocketAddress localAddress;
  private final Map<Peer, @Nullable DatagramChannel> connected = new HashMap<>();
  // One octet more than a message may have, so that a longer one is seen to be longer.
  private final ByteBuffer in = ByteBuffer.allocateDirect(IcpCodec.MAX_OCTETS + 1);
  private final ByteBuffer out = ByteBuffer.allocateDirect(IcpCodec.MAX_OCTETS);

  IcpChannels(InetSocketAddress bind) throws IOException {
    if (bind.isUnresolved()) {
      throw new IOException("ICP endpoint " + bind + ": the host name does not resolve");
    }
    selector = Selector.open();
    open = DatagramChannel.open(family(bind));
    try {
      open.bind(bind);
      if (open.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
        open.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      listen(open, null);
      localAddress = (InetSocketAddress) open.getLocalAddress();
    } catch (IOException e) {
      close();
      throw new IOException("ICP endpoint " + bind + ": " + e.getMessage(), e);
    }
  }

  private void listen(DatagramChannel channel, @Nullable Peer peer) throws IOException {
    channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_OCTETS);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, peer);
  }

  private static ProtocolFamily family(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  @Override
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  @Override
  public List<Peer> follow(List<Peer> peers) throws IOException {
    List<Peer> left = connected.keySet().stream().filter(peer -> !peers.contains(peer)).toList();
    for (Peer peer : left) {
      DatagramChannel channel = connected.remove(peer);
      if (channel != null) {
        channel.close();
      }
    }
    for (Peer peer : peers) {
      InetSocketAddress remote = peer.icpAddress();
      if (remote != null && peer.isQueried() && !connected.containsKey(peer)) {
        connected.put(peer, connect(peer, remote));
      }
    }
    return left;
  }

  private @Nullable DatagramChannel connect(Peer peer, InetSocketAddress remote)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open(family(localAddress));
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      channel.bind(localAddress);
      channel.connect(remote);
      listen(channel, peer);
      return channel;
    } catch (IOException | UnsupportedOperationException | UnsupportedAddressTypeException e) {
      channel.close();
      LOG.warn(
          "ICP peer {}: {}; it is asked without noticing port-unreachable", peer, e.toString());
      return null;
    }
  }

  @Override
  public void await(Duration longest, Inbound inbound) throws IOException {
    // Rounded up: woken a little early, the thread would only have to wait again.
    long millis = Math.max(1, longest.plusNanos(999_999).toMillis());
    selector.select(key -> read(key, inbound), millis);
  }

  private void read(SelectionKey key, Inbound inbound) {
    DatagramChannel channel = (DatagramChannel) key.channel();
    for (int i = 0; i < DATAGRAMS_PER_TURN && key.isValid(); i++) {
      try {
        in.clear();
        InetSocketAddress source = (InetSocketAddress) channel.receive(in);
        if (source == null) {
          return;
        }
        inbound.datagram(source, in.flip());
      } catch (PortUnreachableException e) {
        if (key.attachment() instanceof Peer peer) {
          inbound.unreachable(peer);
        }
      } catch (IOException e) {
        // Something passing, such as no memory for a datagram: the sender sees a loss.
        return;
      }
    }
  }

  @Override
  public boolean send(Peer peer, IcpMessage message) {
    InetSocketAddress remote = peer.icpAddress();
    if (remote == null) {
      return false;
    }
    DatagramChannel channel = connected.get(peer);
    try {
      return channel == null ? sendTo(remote, message) : write(channel, message);
    } catch (IOException | UnsupportedAddressTypeException e) {
      return false;
    }
  }

  private boolean write(DatagramChannel channel, IcpMessage message) throws IOException {
    encode(message);
    try {
      return channel.write(out) > 0;
    } catch (PortUnreachableException e) {
      // It belongs to a datagram sent before; this one has not left. If the port is still closed,
      // this one brings the news again.
      return channel.write(out.rewind()) > 0;
    }
  }

  @Override
  public boolean reply(InetSocketAddress to, IcpMessage message) {
    try {
      return sendTo(to, message);
    } catch (IOException | UnsupportedAddressTypeException e) {
      return false;
    }
  }

  private boolean sendTo(InetSocketAddress to, IcpMessage message) throws IOException {
    encode(message);
    return open.send(out, to) > 0;
  }

  private void encode(IcpMessage message) {
    out.clear();
    IcpCodec.encode(message, out);
    out.flip();
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    for (Iterator<SelectionKey> keys = selector.keys().iterator(); keys.hasNext(); ) {
      keys.next().channel().close();
    }
    open.close();
    selector.close();
  }
}

package dev.weir.runtime.upstream.wire;

import dev.weir.runtime.loop.EventLoop;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection on its way: looks the hop up, and tries its addresses one after the other.
public final class Dial implements AddressResolution.Addresses, Wire.Events {

  /// Hears how it went, exactly once unless it is given up.
  public interface Outcome {

    void connected(Wire wire);

    void unconnected(Throwable cause);
  }

  private final Hop hop;
  private final EventLoop loop;
  private final AddressResolution resolution;
  private final Outcome outcome;
  private @Nullable Iterator<SocketAddress> addresses;
  private @Nullable Wire trying;
  private boolean over;

  public Dial(Hop hop, EventLoop loop, AddressResolution resolution, Outcome outcome) {
    this.hop = hop;
    this.loop = loop;
    this.resolution = resolution;
    this.outcome = outcome;
  }

  /// May end before this returns.
  public void start() {
    resolution.resolve(hop, this);
  }

  /// Nothing is heard of it any more.
  ///
  /// @return false if it was over already
  public boolean giveUp() {
    Wire wire;
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      wire = trying;
    }
    if (wire != null) {
      wire.close();
    }
    return true;
  }

  @Override
  public void found(List<SocketAddress> found) {
    addresses = found.iterator();
    tryNext(null);
  }

  @Override
  public void notFound(Throwable cause) {
    if (end()) {
      outcome.unconnected(cause);
    }
  }

  /// @param cause why the address before did not do; null if there was none
  private void tryNext(@Nullable Throwable cause) {
    Throwable why = cause;
    Iterator<SocketAddress> left = addresses;
    while (left != null && left.hasNext()) {
      try {
        begin(left.next());
        return;
      } catch (IOException e) {
        why = e;
      }
    }
    notFound(why == null ? new IOException("no address") : why);
  }

  private void begin(SocketAddress address) throws IOException {
    SocketChannel channel = open(address);
    Wire wire = new Wire(channel, loop, this);
    synchronized (this) {
      if (over) {
        wire.close();
        return;
      }
      trying = wire;
    }
    try {
      // Asked again at once: on the same machine, or nearly, the connection is there by then, and
      // the loop need not be troubled with it.
      if (channel.connect(address) || channel.finishConnect()) {
        succeed(wire);
      } else {
        wire.wantConnect();
      }
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  private static SocketChannel open(SocketAddress address) throws IOException {
    SocketChannel channel =
        switch (address) {
          case UnixDomainSocketAddress _ -> SocketChannel.open(StandardProtocolFamily.UNIX);
          // Those of IPv4 are the cheaper ones to open.
          case InetSocketAddress inet when inet.getAddress() instanceof Inet4Address ->
              SocketChannel.open(StandardProtocolFamily.INET);
          default -> SocketChannel.open();
        };
    channel.configureBlocking(false);
    if (address instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    return channel;
  }

  @Override
  public void onConnectable() {
    Wire wire;
    synchronized (this) {
      wire = trying;
    }
    if (wire == null) {
      return;
    }
    try {
      if (wire.channel().finishConnect()) {
        succeed(wire);
      } else {
        wire.wantConnect();
      }
    } catch (IOException e) {
      wire.close();
      tryNext(e);
    }
  }

  private void succeed(Wire wire) {
    if (end()) {
      outcome.connected(wire);
    } else {
      wire.close();
    }
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  @Override
  public void onReadable() {
    throw new IllegalStateException("not connected");
  }

  @Override
  public void onWritable() {
    throw new IllegalStateException("not connected");
  }
}

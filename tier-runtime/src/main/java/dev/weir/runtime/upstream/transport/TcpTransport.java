package dev.weir.runtime.upstream.transport;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// TCP, with sockets of the family that is needed: those of IPv4 are the cheaper ones to open.
final class TcpTransport extends Transport.IP {

  static final TcpTransport IPV4 = new TcpTransport(StandardProtocolFamily.INET);
  static final TcpTransport ANY_FAMILY = new TcpTransport(null);

  private final @Nullable StandardProtocolFamily family;

  private TcpTransport(@Nullable StandardProtocolFamily family) {
    this.family = family;
  }

  @Override
  public SelectableChannel newSelectableChannel() throws IOException {
    return family == null ? SocketChannel.open() : SocketChannel.open(family);
  }

  @Override
  public EndPoint newEndPoint(
      Scheduler scheduler, ManagedSelector selector, SelectableChannel channel, SelectionKey key) {
    return new UpstreamEndPoint((SocketChannel) channel, selector, key, scheduler);
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }
}

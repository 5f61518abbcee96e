package dev.weir.runtime.upstream.transport;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.thread.Scheduler;

/// Stream sockets in the file system.
final class UnixTransport extends Transport.TCPUnix {

  UnixTransport(Path path) {
    super(path);
  }

  @Override
  public EndPoint newEndPoint(
      Scheduler scheduler, ManagedSelector selector, SelectableChannel channel, SelectionKey key) {
    return new UpstreamEndPoint((SocketChannel) channel, selector, key, scheduler);
  }
}

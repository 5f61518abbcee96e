package dev.weir.runtime.listen;

import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/// Accepts TCP connections on its selectors, without acceptor threads.
final class TcpConnector extends ServerConnector {

  TcpConnector(Server server, int selectors, ConnectionFactory... factories) {
    super(server, null, null, null, 0, selectors, factories);
  }

  /// Closes the listening socket too: Jetty, with no acceptor threads, would leave it open until
  /// the stop, and connections would go on being accepted by the kernel.
  @Override
  public CompletableFuture<Void> shutdown() {
    setAccepting(false);
    if (getTransport() instanceof ServerSocketChannel channel) {
      IO.close(channel);
    }
    return super.shutdown();
  }
}

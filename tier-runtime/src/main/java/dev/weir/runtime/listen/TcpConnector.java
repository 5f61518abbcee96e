package dev.weir.runtime.listen;

import dev.weir.runtime.loop.EventLoop;
import dev.weir.runtime.loop.LazyKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;

/// Accepts TCP connections on its selectors, without acceptor threads.
final class TcpConnector extends ServerConnector {

  TcpConnector(Server server, int selectors, ConnectionFactory... factories) {
    super(server, null, null, null, 0, selectors, factories);
  }

  @Override
  protected SelectorManager newSelectorManager(
      Executor executor, Scheduler scheduler, int selectors) {
    return new Selectors(executor, scheduler, selectors);
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    SendfileEndPoint endPoint =
        new SendfileEndPoint(channel, selector, new LazyKey(key), getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
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

  /// Makes selectors that a client of the same tier may share.
  private final class Selectors extends ServerConnectorManager {

    private final ConnectionTasks tasks = new ConnectionTasks(this);

    Selectors(Executor executor, Scheduler scheduler, int selectors) {
      super(executor, scheduler, selectors);
    }

    @Override
    protected ManagedSelector newSelector(int id) {
      return new EventLoop(this, id);
    }

    /// What opens a TLS connection makes an engine, and waits while certificates are read anew.
    @Override
    protected void execute(Runnable task) {
      boolean tls = getConnectionFactory(SslConnectionFactory.class) != null;
      if (tls || !tasks.ranHere(task)) {
        super.execute(task);
      }
    }
  }
}

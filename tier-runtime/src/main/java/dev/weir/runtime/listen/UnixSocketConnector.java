package dev.weir.runtime.listen;

import dev.weir.runtime.loop.EventLoop;
import dev.weir.runtime.loop.LazyEndPoint;
import dev.weir.runtime.loop.LazyKey;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Accepts connections on a Unix-domain socket, on its selectors, without acceptor threads.
///
/// Jetty's own connector of this kind is not published in every 12.1 release.
final class UnixSocketConnector extends AbstractConnector {

  private final Path path;
  private final int acceptQueue;
  private final Selectors selectors;
  private @Nullable ServerSocketChannel channel;

  UnixSocketConnector(
      Server server,
      Path path,
      int selectorCount,
      int acceptQueue,
      ConnectionFactory... factories) {
    super(server, null, null, null, 0, factories);
    this.path = path;
    this.acceptQueue = acceptQueue;
    this.selectors = new Selectors(getExecutor(), getScheduler(), selectorCount);
    installBean(selectors, true);
  }

  @Override
  protected void doStart() throws Exception {
    ServerSocketChannel bound = open();
    channel = bound;
    super.doStart();
    selectors.acceptor(bound);
  }

  private ServerSocketChannel open() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    removeStale(address);
    ServerSocketChannel bound = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      bound.bind(address, acceptQueue);
      bound.configureBlocking(false);
      return bound;
    } catch (IOException e) {
      IO.close(bound);
      throw e;
    }
  }

  /// The socket file of a process that was killed stays behind; one that still answers is not
  /// touched.
  private static void removeStale(UnixDomainSocketAddress address) throws IOException {
    if (!Files.exists(address.getPath())) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(address);
    } catch (IOException _) {
      Files.delete(address.getPath());
      return;
    }
    throw new IOException("Address already in use");
  }

  @Override
  protected void doStop() throws Exception {
    closeChannel();
    super.doStop();
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    closeChannel();
    return super.shutdown();
  }

  private void closeChannel() {
    ServerSocketChannel open = channel;
    channel = null;
    if (open != null) {
      IO.close(open);
      try {
        Files.deleteIfExists(path);
      } catch (IOException _) {
        // A file left behind is removed by the next start.
      }
    }
  }

  @Override
  protected void accept(int acceptor) {
    throw new UnsupportedOperationException("there are no acceptor threads");
  }

  @Override
  public @Nullable Object getTransport() {
    return channel;
  }

  /// Makes endpoints of accepted channels.
  private final class Selectors extends SelectorManager {

    private final ConnectionTasks tasks = new ConnectionTasks(this);

    Selectors(Executor executor, Scheduler scheduler, int count) {
      super(executor, scheduler, count);
    }

    @Override
    protected ManagedSelector newSelector(int id) {
      return new EventLoop(this, id);
    }

    @Override
    protected void execute(Runnable task) {
      if (!tasks.ranHere(task)) {
        super.execute(task);
      }
    }

    @Override
    protected void accepted(SelectableChannel accepted) throws IOException {
      accepted.configureBlocking(false);
      accept(accepted);
    }

    @Override
    protected EndPoint newEndPoint(
        SelectableChannel accepted, ManagedSelector selector, SelectionKey key) {
      LazyEndPoint endPoint =
          new LazyEndPoint((SocketChannel) accepted, selector, new LazyKey(key), getScheduler());
      endPoint.setIdleTimeout(getIdleTimeout());
      return endPoint;
    }

    @Override
    public Connection newConnection(
        SelectableChannel accepted, EndPoint endPoint, Object attachment) {
      return getDefaultConnectionFactory().newConnection(UnixSocketConnector.this, endPoint);
    }

    @Override
    protected void endPointOpened(EndPoint endPoint) {
      super.endPointOpened(endPoint);
      onEndPointOpened(endPoint);
    }

    @Override
    protected void endPointClosed(EndPoint endPoint) {
      onEndPointClosed(endPoint);
      super.endPointClosed(endPoint);
    }
  }
}

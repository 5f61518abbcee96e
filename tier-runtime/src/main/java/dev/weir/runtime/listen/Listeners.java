package dev.weir.runtime.listen;

import dev.weir.runtime.settings.ListenAddress;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/// The listeners of one tier in front of one handler: a Jetty server set up the way measurements
/// say.
///
/// One selector per core, which also accepts; direct buffers from one pool; a handler that is
/// NON_BLOCKING runs on the selector, any other on a virtual thread.
public final class Listeners implements AutoCloseable {

  /// Jetty's own step between sizes of buffers.
  private static final int BUFFER_STEP = 4 << 10;

  /// HTTP/2 takes a buffer as large as a response head may be for every response. Jetty's own limit
  /// of 64 KiB is below that: each would be made anew, and zeroed.
  private static final int LARGEST_POOLED = 96 << 10;

  private final Server server;
  private final List<ConnectorAssembly> assemblies = new ArrayList<>();
  private final PersistentConnections persistentConnections;

  /// Opens nothing yet.
  ///
  /// @throws IOException when a certificate or key cannot be read
  public Listeners(List<ListenSettings> settings, Handler handler) throws IOException {
    if (settings.isEmpty()) {
      throw new IllegalArgumentException("listen must name at least one address");
    }
    int selectors = Runtime.getRuntime().availableProcessors();
    server =
        new Server(
            ServerThreads.of(handler.getInvocationType(), selectors * settings.size()),
            new ScheduledExecutorScheduler("http-timer", true),
            new ArrayByteBufferPool(0, BUFFER_STEP, LARGEST_POOLED));
    server.setHandler(handler);
    server.setErrorHandler(new PlainErrors());
    for (ListenSettings listener : settings) {
      assemblies.add(ConnectorAssembly.of(listener, server, selectors));
    }
    persistentConnections =
        new PersistentConnections(
            assemblies.stream().map(ConnectorAssembly::configuration).toList());
  }

  /// Opens every listener, or none.
  ///
  /// @throws IOException when one cannot be opened, naming its address
  public void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IOException("cannot listen: " + reason(e), e);
    }
  }

  private String reason(Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    List<ListenAddress> wanted =
        assemblies.stream().map(assembly -> assembly.settings().address()).toList();
    String where = failure.getMessage() == null ? wanted.toString() : failure.getMessage();
    return where.contains("bind")
        ? where + ": " + root.getMessage()
        : wanted + ": " + root.getMessage();
  }

  /// The server behind, for its threads, scheduler and buffers.
  public Server server() {
    return server;
  }

  /// The port of the first TCP listener, once started; -1 when there is none.
  public int port() {
    return bound().stream()
        .filter(ListenAddress.Tcp.class::isInstance)
        .mapToInt(address -> ((ListenAddress.Tcp) address).port())
        .findFirst()
        .orElse(-1);
  }

  /// The addresses in the order of the settings, port 0 replaced by the port in use.
  public List<ListenAddress> bound() {
    return assemblies.stream().map(Listeners::bound).toList();
  }

  private static ListenAddress bound(ConnectorAssembly assembly) {
    return assembly.settings().address() instanceof ListenAddress.Tcp tcp
            && assembly.connector() instanceof NetworkConnector connector
            && connector.getLocalPort() > 0
        ? new ListenAddress.Tcp(tcp.host(), connector.getLocalPort())
        : assembly.settings().address();
  }

  /// Where the first TCP listener is reached from this machine, once started.
  public URI uri() {
    for (ConnectorAssembly assembly : assemblies) {
      if (bound(assembly) instanceof ListenAddress.Tcp tcp) {
        String scheme = assembly.tls() == null ? "http" : "https";
        return URI.create(
            scheme + "://" + new ListenAddress.Tcp(reachable(tcp.host()), tcp.port()));
      }
    }
    return URI.create(assemblies.getFirst().settings().address().toString());
  }

  private static String reachable(String host) {
    return switch (host) {
      case "*", "0.0.0.0" -> "127.0.0.1";
      case "::" -> "::1";
      default -> host;
    };
  }

  public PersistentConnections persistentConnections() {
    return persistentConnections;
  }

  /// Connections open now.
  public int connections() {
    return assemblies.stream()
        .mapToInt(assembly -> assembly.connector().getConnectedEndPoints().size())
        .sum();
  }

  /// Connections ended because a request head or a TLS handshake took too long.
  public long overdueHeads() {
    return assemblies.stream().mapToLong(assembly -> assembly.deadlines().overdue()).sum();
  }

  /// Reads all certificates and keys again.
  ///
  /// @throws IOException at the first that is not usable; what is in use stays in use
  public void reloadCertificates() throws IOException {
    for (ConnectorAssembly assembly : assemblies) {
      SslContextFactory.@Nullable Server tls = assembly.tls();
      if (tls != null) {
        TlsContext.reload(tls, Objects.requireNonNull(assembly.settings().tls()));
      }
    }
  }

  /// Stops accepting connections and lets those that are open end: a connection closes behind the
  /// response it waits for, and at once when it waits for none. A request that still arrives on one
  /// is served.
  ///
  /// @return done when every connection is closed
  public CompletableFuture<Void> shutdown() {
    CompletableFuture<Void> closed = Graceful.shutdown(server);
    assemblies.forEach(assembly -> assembly.deadlines().endIdle());
    return closed;
  }

  /// Closes everything at once.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
  }
}

package dev.weir.sample.memcached;

import dev.weir.sample.memcached.item.ItemStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A memcached inside this process, on a loopback port: the text protocol and the `mg`/`ms`/`md`
/// subset, a virtual thread per connection, the least recently used items given up beyond its
/// memory.
public final class MemcachedServer implements AutoCloseable {

  /// Beyond these a client is told so and closed: a connection may hold a value of 1 MiB while it
  /// arrives.
  static final int MAX_CONNECTIONS = 128;

  private static final int BACKLOG = 128;
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(10);
  private static final byte[] TOO_MANY =
      "SERVER_ERROR too many open connections\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CommandTable commands;
  private final Thread acceptor;

  /// Listens at once.
  ///
  /// @param port 0 for any free one
  /// @throws IOException when the port is taken
  public MemcachedServer(int port, long memoryBytes, InstantSource clock) throws IOException {
    commands = new CommandTable(new ItemStore(memoryBytes, clock), open::size);
    listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    acceptor = Thread.ofVirtual().name("memcached-accept").start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Stops listening and cuts every connection; what was stored is gone.
  @Override
  public void close() {
    try {
      listener.close();
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.forEach(MemcachedServer::cut);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        admit(listener.accept());
      } catch (IOException _) {
        // Closed, or a client that left before it was accepted, or no descriptor left: look again,
        // but not as fast as one can.
        LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    if (open.size() >= MAX_CONNECTIONS) {
      try (socket) {
        socket.getOutputStream().write(TOO_MANY);
      }
      return;
    }
    open.add(socket);
    Thread.ofVirtual().name("memcached-connection").start(() -> serve(socket));
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new Connection(socket, commands).serve();
    } catch (IOException _) {
      // The client is gone or said nothing for too long: there is nobody to tell.
      cut(socket);
    } finally {
      open.remove(socket);
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Closed either way.
    }
  }
}

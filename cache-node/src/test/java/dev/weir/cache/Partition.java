package dev.weir.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a TCP port that can be cut: while it is, connections are accepted and nothing comes of
/// them, as behind a router that drops packets.
final class Partition implements AutoCloseable {

  private final InetSocketAddress beyond;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut = true;

  /// @param host where it listens, on a free port
  Partition(String host, InetSocketAddress beyond) throws IOException {
    this.beyond = beyond;
    this.server = new ServerSocket(0, 50, InetAddress.ofLiteral(host));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /// Lets new connections through.
  void heal() {
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        open.add(near);
        if (!cut) {
          var far = new Socket(beyond.getAddress(), beyond.getPort());
          open.add(far);
          pump(near, far);
          pump(far, near);
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
          } catch (IOException e) {
            // Either end has gone.
          }
        });
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

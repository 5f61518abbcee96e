package dev.weir.runtime.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A Unix-domain socket behind which a loopback port answers.
final class UnixRelay implements AutoCloseable {

  private final Path path;
  private final int port;
  private final ServerSocketChannel server;

  UnixRelay(Path path, int port) throws IOException {
    this.path = path;
    this.port = port;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Thread.ofVirtual().start(this::accept);
  }

  Path path() {
    return path;
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel near = server.accept();
        Thread.ofVirtual().start(() -> relay(near));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void relay(SocketChannel near) {
    try (near;
        var far = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      Thread.ofVirtual().start(() -> pump(Channels.newInputStream(near), outputOf(far)));
      far.getInputStream().transferTo(Channels.newOutputStream(near));
    } catch (IOException over) {
      // either side has ended, and with it the relay
    }
  }

  private static OutputStream outputOf(Socket socket) {
    try {
      return socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pump(InputStream from, OutputStream to) {
    try (from;
        to) {
      from.transferTo(to);
    } catch (IOException over) {
      // either side has ended, and with it the relay
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

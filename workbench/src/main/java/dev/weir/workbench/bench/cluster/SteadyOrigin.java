package dev.weir.workbench.bench.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// An origin that answers everything at once with one page that may be kept for a minute.
final class SteadyOrigin implements AutoCloseable {

  static final String PAGE = "from the origin";

  private static final int WAITING = 1024;

  private final ServerSocket socket;

  SteadyOrigin() throws IOException {
    socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING);
    Thread.ofVirtual().name("origin").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().name("origin-connection").start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket client) {
    byte[] answer =
        ("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Type: text/plain\r\n"
                + "Content-Length: "
                + PAGE.length()
                + "\r\n\r\n"
                + PAGE)
            .getBytes(StandardCharsets.ISO_8859_1);
    try (client) {
      while (true) {
        ActedSibling.readHead(client.getInputStream());
        client.getOutputStream().write(answer);
      }
    } catch (IOException closed) {
      // The node has no more to ask on this connection.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package dev.weir.workbench.bench.tune;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// An origin that answers everything with a page of 1 KiB that names no lifetime.
final class PageOrigin implements AutoCloseable {

  private static final int WAITING = 1024;
  private static final String PAGE = "x".repeat(1024);
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: \"1\"\r\nConnection: close\r\n"
              + "Content-Length: "
              + PAGE.length()
              + "\r\n\r\n"
              + PAGE)
          .getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocket socket = new ServerSocket();

  PageOrigin() throws IOException {
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
    try (client;
        BufferedReader request =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      String line = request.readLine();
      while (line != null && !line.isEmpty()) {
        line = request.readLine();
      }
      client.getOutputStream().write(ANSWER);
    } catch (IOException gone) {
      // The node has what it wants, or gave up; the figures tell.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

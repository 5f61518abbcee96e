package dev.weir.workbench.bench.tune;

import dev.weir.workbench.bench.stack.LoopbackServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

  private final LoopbackServer server = new LoopbackServer(WAITING, PageOrigin::serve);

  PageOrigin() throws IOException {}

  int port() {
    return server.port();
  }

  private static void serve(Socket client) throws IOException {
    try (BufferedReader request =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      String line = request.readLine();
      while (line != null && !line.isEmpty()) {
        line = request.readLine();
      }
      client.getOutputStream().write(ANSWER);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.stack.LoopbackServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// An origin that answers everything at once with one page that may be kept for a minute.
final class SteadyOrigin implements AutoCloseable {

  static final String PAGE = "from the origin";

  private static final int WAITING = 1024;

  private final LoopbackServer server = new LoopbackServer(WAITING, SteadyOrigin::serve);

  SteadyOrigin() throws IOException {}

  int port() {
    return server.port();
  }

  private static void serve(Socket client) throws IOException {
    byte[] answer =
        ("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Type: text/plain\r\n"
                + "Content-Length: "
                + PAGE.length()
                + "\r\n\r\n"
                + PAGE)
            .getBytes(StandardCharsets.ISO_8859_1);
    while (true) {
      var _ = LoopbackServer.readHead(client.getInputStream());
      client.getOutputStream().write(answer);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

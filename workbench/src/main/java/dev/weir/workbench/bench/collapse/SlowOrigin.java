package dev.weir.workbench.bench.collapse;

import dev.weir.workbench.bench.stack.LoopbackServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// An origin that takes its time for every answer, and counts the requests. The path says what it
/// answers: `/status/cache-control/vary/…`, with `-` for a field that is not there.
final class SlowOrigin implements AutoCloseable {

  private static final int WAITING = 4096;
  private static final String CONTENT = "from the origin";

  private final LoopbackServer server;
  private final Duration latency;
  private final AtomicInteger requests = new AtomicInteger();

  SlowOrigin(Duration latency) throws IOException {
    this.latency = latency;
    this.server = new LoopbackServer(WAITING, this::serve);
  }

  int port() {
    return server.port();
  }

  /// Requests so far.
  int requests() {
    return requests.get();
  }

  private void serve(Socket client) throws IOException {
    String head = LoopbackServer.readHead(client.getInputStream());
    requests.incrementAndGet();
    long due = System.nanoTime() + latency.toNanos();
    for (long left = latency.toNanos(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    client.getOutputStream().write(answer(head).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String answer(String head) {
    String[] path = head.split(" ", 3)[1].split("/");
    return "HTTP/1.1 "
        + path[1]
        + " Answer\r\nContent-Type: text/plain\r\nConnection: close\r\n"
        + line("Cache-Control", path[2])
        + line("Vary", path[3])
        + "Content-Length: "
        + CONTENT.length()
        + "\r\n\r\n"
        + CONTENT;
  }

  private static String line(String name, String value) {
    return value.equals("-") ? "" : name + ": " + value + "\r\n";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

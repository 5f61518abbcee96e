package dev.weir.workbench.bench.tune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Clients on connections they keep, each of which asks for all pages in turn, one after the other.
final class HitLoad {

  private static final int CONNECTIONS = 8;
  private static final int BUFFER = 16 << 10;
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final InetSocketAddress node;
  private final List<byte[]> requests = new ArrayList<>();

  HitLoad(int port, int pages) {
    this.node = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < pages; i++) {
      String request =
          "GET /area"
              + i % 13
              + "/page"
              + i
              + ".html HTTP/1.1\r\nHost: bench.test\r\n"
              + "User-Agent: weir-bench\r\nAccept: */*\r\n\r\n";
      requests.add(request.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// Asks for every page once, so that all are stored.
  void fill() throws IOException {
    try (SocketChannel channel = SocketChannel.open(node)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      for (byte[] request : requests) {
        ask(channel, request, buffer);
      }
    }
  }

  /// Asks for as long; how many answers there were.
  long run(Duration length) throws IOException, InterruptedException {
    long until = System.nanoTime() + length.toNanos();
    try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<Long>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int first = i * requests.size() / CONNECTIONS;
        all.add(clients.submit(() -> client(first, until)));
      }
      long answers = 0;
      for (Future<Long> each : all) {
        answers += each.get();
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IOException("the node does not answer", e.getCause());
    }
  }

  private long client(int first, long until) {
    long answers = 0;
    try (SocketChannel channel = SocketChannel.open(node)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      int next = first;
      while (System.nanoTime() < until) {
        ask(channel, requests.get(next), buffer);
        next = (next + 1) % requests.size();
        answers++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }

  private static void ask(SocketChannel channel, byte[] request, ByteBuffer buffer)
      throws IOException {
    buffer.clear().put(request).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
    long left = -1;
    while (left != 0) {
      int read = channel.read(buffer);
      if (read < 0) {
        throw new IOException("the node closed the connection");
      }
      left = left(buffer);
    }
  }

  /// Octets of the answer still to come; -1 while that is not known.
  private static long left(ByteBuffer buffer) throws IOException {
    int head = headLength(buffer);
    if (head < 0) {
      return -1;
    }
    byte[] octets = new byte[head];
    buffer.get(0, octets);
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("the node answers " + text.lines().findFirst().orElse(""));
    }
    int at = text.indexOf("\r\nContent-Length: ") + "\r\nContent-Length: ".length();
    long length = Long.parseLong(text.substring(at, text.indexOf('\r', at)));
    return head + length - buffer.position();
  }

  private static int headLength(ByteBuffer buffer) {
    for (int i = 0; i + HEAD_END.length <= buffer.position(); i++) {
      if (buffer.get(i) == HEAD_END[0]
          && buffer.get(i + 1) == HEAD_END[1]
          && buffer.get(i + 2) == HEAD_END[2]
          && buffer.get(i + 3) == HEAD_END[3]) {
        return i + HEAD_END.length;
      }
    }
    return -1;
  }
}

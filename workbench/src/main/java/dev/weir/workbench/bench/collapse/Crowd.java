package dev.weir.workbench.bench.collapse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Clients that ask for one URL at the same moment, each on a connection that stands already.
///
/// @param size how many
/// @param languages how many different Accept-Language they send, in turn
record Crowd(int size, int languages) {

  private static final int PATIENCE_MILLIS = 60_000;

  /// From the moment all ask until the last has its whole answer.
  ///
  /// @throws IOException when one of them gets none
  Duration ask(int port, String target) throws IOException, InterruptedException {
    CyclicBarrier start = new CyclicBarrier(size);
    List<Future<Duration>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < size; i++) {
        String request =
            "GET %s HTTP/1.1\r\nHost: www.lab.test\r\nAccept-Language: l%d\r\nConnection: close\r\n\r\n"
                .formatted(target, i % languages);
        all.add(threads.submit(() -> one(port, request, start)));
      }
    }
    Duration slowest = Duration.ZERO;
    for (Future<Duration> client : all) {
      try {
        Duration time = client.get();
        slowest = time.compareTo(slowest) > 0 ? time : slowest;
      } catch (ExecutionException e) {
        throw new IOException("a client got no answer: " + e.getCause(), e);
      }
    }
    return slowest;
  }

  private static Duration one(int port, String request, CyclicBarrier start) throws Exception {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      start.await();
      long begin = System.nanoTime();
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      if (socket.getInputStream().readAllBytes().length == 0) {
        throw new IOException("closed without a word");
      }
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }
}

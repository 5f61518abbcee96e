package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.load.Latencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Misses at a steady rate, each for a page nobody has and on a connection of its own, due whether
/// or not those before have been answered.
final class MissLoad {

  private static final int PATIENCE_MILLIS = 30_000;

  private static final AtomicInteger PAGES = new AtomicInteger();

  private final int port;
  private final Latencies times = new Latencies();
  private int others;

  private MissLoad(int port) {
    this.port = port;
  }

  /// What a run brought.
  ///
  /// @param others answers that were not the origin's page, failures among them
  record Result(Latencies times, int others) {}

  static Result run(int port, int perSecond, Duration length) throws InterruptedException {
    MissLoad load = new MissLoad(port);
    int count = (int) (perSecond * length.toMillis() / 1000);
    CountDownLatch left = new CountDownLatch(count);
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = begin + i * interval;
      LockSupport.parkNanos(due - System.nanoTime());
      Thread.ofVirtual()
          .name("miss")
          .start(() -> {
            load.one(due);
            left.countDown();
          });
    }
    boolean finished = left.await(PATIENCE_MILLIS * 2L, TimeUnit.MILLISECONDS);
    synchronized (load) {
      return new Result(load.times, load.others + (finished ? 0 : (int) left.getCount()));
    }
  }

  private void one(long due) {
    boolean isPage = false;
    try {
      isPage = ask("/page-" + PAGES.incrementAndGet()).endsWith(SteadyOrigin.PAGE);
    } catch (IOException e) {
      // Counted below, with its time.
    }
    long ended = System.nanoTime();
    synchronized (this) {
      times.record(due, ended);
      others += isPage ? 0 : 1;
    }
  }

  private String ask(String target) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: www.lab.test\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}

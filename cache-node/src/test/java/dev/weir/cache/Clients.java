package dev.weir.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Many clients at the same time, each on a virtual thread.
final class Clients implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  <T> Future<T> start(Callable<T> client) {
    return threads.submit(client);
  }

  <T> List<Future<T>> start(int number, Callable<T> client) {
    List<Future<T>> all = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      all.add(start(client));
    }
    return all;
  }

  /// What the client came to; waits up to 30 s.
  static <T> T result(Future<T> client) throws Exception {
    return client.get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

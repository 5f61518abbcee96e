package dev.weir.runtime.listen;

import java.util.concurrent.Executor;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// The threads of a server, by whether its handlers may block.
final class ServerThreads {

  /// Threads beyond the selectors' own, started when needed: TLS handshakes, failures, what Jetty
  /// hands over, and the selectors of a client that shares the pool.
  private static final int SPARE = 32;

  private ServerThreads() {}

  /// For handlers that never block a few platform threads, on which a connection whose response
  /// ended elsewhere goes on at once; for others a virtual thread per request.
  static ThreadPool of(InvocationType handlers, int allSelectors) {
    if (handlers != InvocationType.NON_BLOCKING) {
      VirtualThreadPool threads = new VirtualThreadPool();
      threads.setName("http-");
      return threads;
    }
    InlinePool threads = new InlinePool(2 * allSelectors + SPARE);
    threads.setName("http");
    return threads;
  }

  /// Whether a pool made here is for handlers that never block.
  static boolean neverBlock(Executor pool) {
    return pool instanceof InlinePool;
  }

  /// Runs a connection's own continuation where it stands.
  ///
  /// Jetty hands a connection to the pool whenever a response ends on another stack than the
  /// request began on, which is every forwarded request; a thread hand-over costs more than all
  /// that is left to do. Only the reading of the next request runs here, and handlers that never
  /// block may run anywhere.
  private static final class InlinePool extends QueuedThreadPool {

    InlinePool(int threads) {
      super(threads, Math.min(threads, 4));
    }

    @Override
    public void execute(Runnable job) {
      if (job instanceof StrictHttpConnection connection) {
        connection.run();
      } else {
        super.execute(job);
      }
    }
  }
}

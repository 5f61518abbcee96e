package dev.weir.runtime.upstream;

import dev.weir.runtime.loop.EventLoop;
import dev.weir.runtime.loop.EventLoops;
import dev.weir.runtime.loop.LoopsAlone;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// The threads a client works on: those of a server, and its event loops if it has some, or its
/// own.
final class Loops {

  private final @Nullable Server server;
  private final Executor executor;
  private final Scheduler scheduler;
  private final ByteBufferPool buffers;
  private volatile @Nullable EventLoops known;
  private @Nullable LoopsAlone own;
  private boolean closed;

  private Loops(
      @Nullable Server server, Executor executor, Scheduler scheduler, ByteBufferPool buffers) {
    this.server = server;
    this.executor = executor;
    this.scheduler = scheduler;
    this.buffers = buffers;
  }

  static Loops of(Server server) {
    return new Loops(
        server, server.getThreadPool(), server.getScheduler(), server.getByteBufferPool());
  }

  static Loops ownThreads() {
    QueuedThreadPool threads = new QueuedThreadPool(8 + 2 * cores());
    threads.setName("weir-upstream");
    threads.setDaemon(true);
    Scheduler timer = new ScheduledExecutorScheduler("weir-upstream-timer", true);
    LifeCycle.start(threads);
    LifeCycle.start(timer);
    return new Loops(null, threads, timer, new ArrayByteBufferPool());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  Executor executor() {
    return executor;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  ByteBufferPool buffers() {
    return buffers;
  }

  /// The loops to work on, null once they are closed.
  @Nullable EventLoops open() {
    EventLoops found = known;
    return found == null ? find() : found;
  }

  private synchronized @Nullable EventLoops find() {
    if (closed) {
      return null;
    }
    Server host = server;
    Collection<EventLoop> shared =
        host == null ? List.of() : host.getContainedBeans(EventLoop.class);
    EventLoops found = shared.isEmpty() ? own().loops() : new EventLoops(shared);
    if (host == null || host.isStarted() || host.getConnectors().length == 0) {
      // A server that is still starting may have loops to share a moment later.
      known = found;
    }
    return found;
  }

  private LoopsAlone own() {
    LoopsAlone made = own;
    if (made == null) {
      made = new LoopsAlone(executor, scheduler, cores());
      LifeCycle.start(made);
      own = made;
    }
    return made;
  }

  synchronized void close() {
    closed = true;
    known = null;
    if (own != null) {
      LifeCycle.stop(own);
    }
    if (server == null) {
      LifeCycle.stop(scheduler);
      LifeCycle.stop(executor);
    }
  }
}

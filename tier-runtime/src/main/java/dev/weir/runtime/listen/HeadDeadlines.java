package dev.weir.runtime.listen;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.NegotiatingServerConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// The absolute deadline of request heads and TLS handshakes on one connector.
///
/// An idle timeout starts anew with every octet, so a client that sends one octet a second keeps
/// its connection for ever. Here the clock runs from the first octet and nothing resets it. There
/// is no timer per request: connections note when a head began only if it did not arrive in one
/// piece, and one sweep asks them all a few times per deadline.
final class HeadDeadlines extends AbstractLifeCycle implements Connection.Listener {

  /// A connection that may be waiting for the rest of something.
  interface Watched {

    /// Ends the connection if what it waits for is overdue.
    Verdict check(long nowNanos, long limitNanos);

    /// Ends the connection if it waits for a request to begin.
    void endIfIdle();
  }

  enum Verdict {
    /// Keep watching.
    WATCH,
    /// Ended for being late.
    OVERDUE,
    /// Nothing left to watch.
    DONE
  }

  private static final long DRAIN_MILLIS = 50;

  private final Duration limit;
  private final Duration idleTimeout;
  private final Scheduler scheduler;
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final LongAdder overdue = new LongAdder();
  private volatile Scheduler.@Nullable Task next;
  private volatile boolean draining;

  HeadDeadlines(Duration limit, Duration idleTimeout, Scheduler scheduler) {
    this.limit = limit;
    this.idleTimeout = idleTimeout;
    this.scheduler = scheduler;
  }

  void watch(Watched connection) {
    watched.add(connection);
  }

  void forget(Watched connection) {
    watched.remove(connection);
  }

  /// Connections ended for being late so far.
  long overdue() {
    return overdue.sum();
  }

  /// Ends connections that wait for a request, now and as they come to that.
  void endIdle() {
    draining = true;
    watched.forEach(Watched::endIfIdle);
    cancel();
    schedule();
  }

  @Override
  protected void doStart() {
    draining = false;
    schedule();
  }

  @Override
  protected void doStop() {
    cancel();
    watched.clear();
  }

  private void cancel() {
    Scheduler.Task task = next;
    if (task != null) {
      task.cancel();
    }
  }

  private void schedule() {
    long millis = draining ? DRAIN_MILLIS : Math.clamp(limit.toMillis() / 5, 10, 1_000);
    next = scheduler.schedule(this::sweep, millis, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    long now = NanoTime.now();
    if (draining) {
      watched.forEach(Watched::endIfIdle);
    }
    watched.removeIf(connection -> ended(connection.check(now, limit.toNanos())));
    if (isRunning()) {
      schedule();
    }
  }

  private boolean ended(Verdict verdict) {
    if (verdict == Verdict.OVERDUE) {
      overdue.increment();
    }
    return verdict != Verdict.WATCH;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection tls) {
      watch(new Handshake(tls, NanoTime.now()));
    } else if (connection instanceof HTTP2ServerConnection) {
      watch(new Http2Quiet(connection, idleTimeout));
    }
  }

  /// A TLS handshake: over when the negotiating connection has made room for the negotiated one.
  private static final class Handshake implements Watched {

    private final SslConnection tls;
    private final long began;

    Handshake(SslConnection tls, long began) {
      this.tls = tls;
      this.began = began;
    }

    @Override
    public Verdict check(long nowNanos, long limitNanos) {
      if (!tls.getEndPoint().isOpen()
          || !(tls.getSslEndPoint().getConnection() instanceof NegotiatingServerConnection)) {
        return Verdict.DONE;
      }
      if (nowNanos - began <= limitNanos) {
        return Verdict.WATCH;
      }
      tls.getEndPoint().close();
      return Verdict.OVERDUE;
    }

    @Override
    public void endIfIdle() {
      if (tls.getSslEndPoint().getConnection() instanceof NegotiatingServerConnection) {
        tls.getEndPoint().close();
      }
    }
  }
}

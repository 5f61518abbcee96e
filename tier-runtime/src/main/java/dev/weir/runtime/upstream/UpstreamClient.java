package dev.weir.runtime.upstream;

import dev.weir.http.ProxyError;
import dev.weir.runtime.loop.EventLoops;
import dev.weir.runtime.upstream.transport.Load;
import dev.weir.runtime.upstream.transport.Means;
import dev.weir.runtime.upstream.transport.Pools;
import dev.weir.runtime.upstream.transport.Usage;
import dev.weir.runtime.upstream.wire.Hop;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Sends requests upstream over HTTP/1.1 and streams both contents, with back-pressure, on selector
/// threads.
///
/// On a server's own event loops a connection is opened on the loop that asks for it, so that a
/// forwarded request changes hands as little as possible.
///
/// Nothing of its own is added to a request but framing and `Connection: close`; responses are read
/// strictly (RFC 9112): conflicting framing, bare CR or LF, NUL, line folding, a head over its
/// limit or an unsolicited 101 fail the exchange. The one thing it does by itself: a request
/// without content and with an idempotent method is sent once more, on a new connection, if the
/// pooled connection it went out on broke before a single octet of a response. All other failures
/// are reported, with an exact [Sent], for the caller to decide.
public final class UpstreamClient implements AutoCloseable {

  private final Loops loops;
  private final Pools pools;
  private final Deadlines deadlines;
  private final @Nullable Server server;
  private final LifeCycle.Listener stop =
      new LifeCycle.Listener() {
        @Override
        public void lifeCycleStopping(LifeCycle event) {
          shut();
        }
      };
  private volatile boolean closed;

  /// With a few threads, buffers and a scheduler of its own; ready at once.
  public UpstreamClient(UpstreamClientSettings settings) {
    this(settings, Loops.ownThreads(), null);
  }

  /// On threads, buffers and scheduler of a server; stops with it.
  public UpstreamClient(UpstreamClientSettings settings, Server server) {
    this(settings, Loops.of(server), server);
    server.addEventListener(stop);
  }

  private UpstreamClient(UpstreamClientSettings settings, Loops loops, @Nullable Server server) {
    this.loops = loops;
    this.server = server;
    this.pools =
        new Pools(
            settings.maxConnectionsPerUpstream(),
            settings.maxWaitingPerUpstream(),
            settings.pooledIdle(),
            means(settings, loops));
    this.deadlines = new Deadlines(loops.scheduler(), pools::sweep);
  }

  private static Means means(UpstreamClientSettings settings, Loops loops) {
    Executor executor = loops.executor();
    Scheduler scheduler = loops.scheduler();
    ByteBufferPool buffers = loops.buffers();
    return new Means(
        executor,
        scheduler,
        buffers,
        settings.requestHeadLimitBytes(),
        settings.responseHeadLimitBytes());
  }

  /// Begins an exchange; the listener may be called before this returns.
  public UpstreamExchange send(UpstreamRequest request, UpstreamListener listener) {
    var exchange = new Exchange(this, request, listener);
    exchange.start();
    return exchange;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  void claim(UpstreamAddress address, Usage usage, Attempt attempt) {
    EventLoops open = closed ? null : loops.open();
    if (open == null) {
      attempt.onNoConnection(
          new UpstreamException(
              new UpstreamFailure(
                  ProxyError.PROXY_INTERNAL_ERROR, Sent.NOTHING, "the client is closed"),
              null));
    } else {
      attempt.claimed(pools.claim(hop(address), usage, open, attempt));
    }
  }

  private static Hop hop(UpstreamAddress address) {
    return switch (address) {
      case UpstreamAddress.Tcp(var host, var port) -> new Hop.Tcp(host, port);
      case UpstreamAddress.UnixSocket(var path) -> new Hop.Unix(path);
      case UpstreamAddress.Local local ->
          throw new IllegalArgumentException(local + " is called, not connected to");
    };
  }

  /// Figures of this moment, for metrics.
  public UpstreamLoad load() {
    Load load = pools.load();
    return new UpstreamLoad(load.open(), load.idle(), load.waiting());
  }

  /// Breaks every exchange off.
  @Override
  public void close() {
    shut();
    if (server != null) {
      server.removeEventListener(stop);
    }
  }

  private void shut() {
    closed = true;
    IOException cause = new IOException("the client is closed");
    deadlines.forEach(attempt -> attempt.end(cause));
    pools.close();
    loops.close();
  }
}

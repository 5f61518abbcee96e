package dev.weir.runtime.upstream;

import dev.weir.runtime.upstream.transport.Hop;
import dev.weir.runtime.upstream.transport.UpstreamCall;
import dev.weir.runtime.upstream.transport.UpstreamHttpClient;
import dev.weir.runtime.upstream.transport.UpstreamTransport;
import dev.weir.runtime.upstream.transport.UpstreamTransport.Usage;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Sends requests upstream over HTTP/1.1 and streams both contents, with back-pressure, on selector
/// threads.
///
/// Nothing of its own is added to a request but framing and `Connection: close`; responses are read
/// strictly (RFC 9112): conflicting framing, bare CR or LF, NUL, line folding, a head over its
/// limit or an unsolicited 101 fail the exchange. The one thing it does by itself: a request
/// without content and with an idempotent method is sent once more, on a new connection, if the
/// pooled connection it went out on broke before a single octet of a response. All other failures
/// are reported, with an exact [Sent], for the caller to decide.
public final class UpstreamClient implements AutoCloseable {

  private static final HttpField CONNECTION_CLOSE =
      new HttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
  private static final HttpField CHUNKED =
      new HttpField(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());

  private static final int BUFFER_BYTES = 16 * 1024;

  private final UpstreamHttpClient http;
  private final @Nullable Server server;

  /// With a few threads, buffers and a scheduler of its own; ready at once.
  public UpstreamClient(UpstreamClientSettings settings) {
    this.server = null;
    this.http = configured(settings);
    var threads = new QueuedThreadPool(8 + 2 * selectors());
    threads.setName("weir-upstream");
    threads.setDaemon(true);
    http.setExecutor(threads);
    LifeCycle.start(http);
  }

  /// On threads, buffers and scheduler of a server; starts and stops with it.
  public UpstreamClient(UpstreamClientSettings settings, Server server) {
    this.server = server;
    this.http = configured(settings);
    http.setExecutor(server.getThreadPool());
    http.setScheduler(server.getScheduler());
    http.setByteBufferPool(server.getByteBufferPool());
    server.addBean(http);
  }

  private static UpstreamHttpClient configured(UpstreamClientSettings settings) {
    var http = new UpstreamHttpClient(new UpstreamTransport(selectors()));
    http.setMaxConnectionsPerDestination(settings.maxConnectionsPerUpstream());
    http.setMaxRequestsQueuedPerDestination(settings.maxWaitingPerUpstream());
    http.setMaxResponseHeadersSize(settings.responseHeadLimitBytes());
    http.setMaxRequestHeadersSize(settings.requestHeadLimitBytes());
    http.setResponseBufferSize(BUFFER_BYTES);
    http.setIdleTimeout(settings.pooledIdle().toMillis());
    return http;
  }

  private static int selectors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// Begins an exchange; the listener may be called before this returns.
  public UpstreamExchange send(UpstreamRequest request, UpstreamListener listener) {
    var exchange = new Exchange(this, request, listener);
    exchange.start();
    return exchange;
  }

  /// Figures of this moment, for metrics.
  public UpstreamLoad load() {
    int open = 0;
    int idle = 0;
    int waiting = 0;
    for (Destination each : http.getDestinations()) {
      if (each instanceof HttpDestination destination
          && destination.getConnectionPool() instanceof AbstractConnectionPool pool) {
        open += pool.getConnectionCount();
        idle += pool.getIdleConnectionCount();
        waiting += destination.getQueuedRequestCount();
      }
    }
    return new UpstreamLoad(open, idle, waiting);
  }

  /// Breaks every exchange off.
  @Override
  public void close() {
    LifeCycle.stop(http);
    if (server != null) {
      server.removeBean(http);
    }
  }

  Scheduler scheduler() {
    return http.getScheduler();
  }

  UpstreamCall call(
      UpstreamRequest request, Attempt attempt, @Nullable SentContent content, Usage usage) {
    var call =
        new UpstreamCall(http, hop(request.address()), request.method(), request.target(), attempt);
    call.tag(usage);
    call.idleTimeout(request.timeouts().idle().toMillis(), TimeUnit.MILLISECONDS);
    call.headers(fields -> {
      fields.add(request.fields());
      if (usage == Usage.ONCE) {
        closing(fields);
      }
      if (content != null && content.getLength() < 0) {
        // Without this hint Jetty takes a GET for one without content.
        fields.put(CHUNKED);
      }
    });
    if (content != null) {
      call.body(content);
      if (content.getLength() < 0) {
        call.trailersSupplier(content::trailers);
      }
    }
    return call;
  }

  /// Beside the options the request names already, such as TE.
  private static void closing(HttpFields.Mutable fields) {
    String named = fields.get(HttpHeader.CONNECTION);
    fields.put(
        named == null ? CONNECTION_CLOSE : new HttpField(HttpHeader.CONNECTION, "close, " + named));
  }

  private static Hop hop(UpstreamAddress address) {
    return switch (address) {
      case UpstreamAddress.Tcp(var host, var port) -> Hop.tcp(host, port);
      case UpstreamAddress.UnixSocket(var path) -> Hop.unix(path);
    };
  }

  /// Whether all connections a call could have had are in use.
  boolean isExhausted(UpstreamCall call) {
    return http.resolveDestination(call) instanceof HttpDestination destination
        && destination.getConnectionPool() instanceof AbstractConnectionPool pool
        && pool.getActiveConnectionCount() >= pool.getMaxConnectionCount();
  }
}

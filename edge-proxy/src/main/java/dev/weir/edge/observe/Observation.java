package dev.weir.edge.observe;

import dev.weir.runtime.accesslog.AccessRecord;
import dev.weir.runtime.accesslog.AccessRecord.Answered;
import dev.weir.runtime.accesslog.AccessRecord.Asked;
import dev.weir.runtime.accesslog.AccessRecord.Ending;
import dev.weir.runtime.accesslog.AccessRecord.Upstream;
import dev.weir.runtime.tunnel.Traffic;
import dev.weir.runtime.tunnel.Tunnel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/// Gathers the facts of every request when it is over, those Jetty refused by itself included, and
/// tells the listeners.
public final class Observation implements RequestLog {

  /// `HTTP/1.1 200`, blanks and line ends of the status line, and the empty line at the end.
  private static final int HEAD_FRAME_BYTES = 17;

  private static final int FIELD_FRAME_BYTES = 4;

  private final String tier;
  private final InstantSource clock;
  private final List<ExchangeListener> listeners;

  public Observation(String tier, InstantSource clock, List<ExchangeListener> listeners) {
    this.tier = tier;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void log(Request request, Response response) {
    Exchange exchange = Exchange.orNull(request);
    Duration elapsed = Duration.ofNanos(NanoTime.since(request.getBeginNanoTime()));
    AccessRecord facts =
        new AccessRecord(
            tier,
            clock.instant().minus(elapsed),
            elapsed,
            asked(request, exchange),
            answered(response, exchange),
            exchange == null ? null : exchange.route(),
            null,
            exchange == null ? null : upstream(exchange));
    Tunnel tunnel = exchange == null ? null : exchange.tunnel();
    if (exchange == null || tunnel == null) {
      tell(facts, exchange);
    } else {
      tunnel.whenOver(traffic -> tunnelOver(facts, exchange, traffic));
    }
  }

  private void tunnelOver(AccessRecord facts, Exchange exchange, Traffic traffic) {
    exchange.tunnelOver(traffic);
    Ending ending =
        switch (traffic.ending()) {
          case CLOSED -> facts.answered().ending();
          case BROKEN -> Ending.ABORTED;
        };
    tell(facts.continued(traffic.open(), traffic.toClientBytes(), ending), exchange);
  }

  private void tell(AccessRecord facts, @Nullable Exchange exchange) {
    listeners.forEach(listener -> listener.ended(facts, exchange));
  }

  private static Asked asked(Request request, @Nullable Exchange exchange) {
    HttpURI uri = request.getHttpURI();
    HttpFields fields = request.getHeaders();
    String authority = uri.getAuthority();
    String target = uri.getPathQuery();
    return new Asked(
        exchange == null ? peer(request) : exchange.client().address(),
        null,
        request.getMethod(),
        request.isSecure() ? "https" : "http",
        authority == null ? "" : authority,
        target == null ? "" : target,
        request.getConnectionMetaData().getProtocol(),
        exchange == null ? null : exchange.id(),
        fields.get(HttpHeader.REFERER),
        fields.get(HttpHeader.USER_AGENT));
  }

  private static @Nullable InetAddress peer(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress remote
        ? remote.getAddress()
        : null;
  }

  private static Answered answered(Response response, @Nullable Exchange exchange) {
    // What Jetty refuses by itself it reports as failed and not sent, though the answer has gone
    // out.
    boolean ours = exchange != null;
    boolean complete = !ours || response.isCompletedSuccessfully();
    int status = ours && !response.isCommitted() ? 0 : response.getStatus();
    return new Answered(
        status,
        status == 0 ? 0 : headBytes(response.getHeaders()),
        Response.getContentBytesWritten(response),
        response.getHeaders().get(HttpHeader.CONTENT_TYPE),
        complete ? Ending.COMPLETE : Ending.ABORTED);
  }

  private static long headBytes(HttpFields fields) {
    long bytes = HEAD_FRAME_BYTES;
    for (HttpField field : fields) {
      String value = field.getValue();
      bytes += field.getName().length() + (value == null ? 0 : value.length()) + FIELD_FRAME_BYTES;
    }
    return bytes;
  }

  private static @Nullable Upstream upstream(Exchange exchange) {
    String server = exchange.server();
    if (server == null) {
      return null;
    }
    Exchange.Failure failure = exchange.failure();
    return new Upstream(
        server,
        exchange.upstreamElapsed(),
        exchange.attempts() - 1,
        failure == null ? null : failure.error().token());
  }
}

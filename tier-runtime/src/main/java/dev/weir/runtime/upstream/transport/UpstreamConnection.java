package dev.weir.runtime.upstream.transport;

import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.internal.HttpChannelOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;

/// A connection to an upstream. Silence ends it only if it is the upstream's: not while a slow
/// client is being waited for.
public final class UpstreamConnection extends HttpConnectionOverHTTP {

  UpstreamConnection(EndPoint endPoint, Map<String, Object> context) {
    super(endPoint, context);
  }

  @Override
  protected HttpChannelOverHTTP newHttpChannel() {
    return new UpstreamChannel(this);
  }

  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    HttpExchange exchange = getHttpChannel().getHttpExchange();
    boolean upstreamsTurn = exchange == null || isWriting() || awaitsUpstream(exchange);
    return upstreamsTurn && super.onIdleExpired(timeout);
  }

  private boolean isWriting() {
    return getEndPoint() instanceof AbstractEndPoint endPoint
        && endPoint.getWriteFlusher().isPending();
  }

  private static boolean awaitsUpstream(HttpExchange exchange) {
    return exchange.getRequest() instanceof UpstreamCall call && call.owner().awaitsUpstream();
  }

  /// The clock of silence starts now, not when the last octet came.
  void startWaiting() {
    if (getEndPoint() instanceof AbstractEndPoint endPoint) {
      endPoint.notIdle();
    }
  }
}

package dev.weir.runtime.upstream.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.internal.HttpChannelOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpSenderOverHTTP;
import org.eclipse.jetty.util.Callback;

/// Writes requests. An upstream that stops reading the content has very likely answered already
/// (413, 401, …): the rest of the content is dropped and the response awaited, where Jetty's own
/// would give up both (RFC 9112 §9.5).
final class UpstreamSender extends HttpSenderOverHTTP {

  private volatile boolean refused;

  UpstreamSender(HttpChannelOverHTTP channel) {
    super(channel);
  }

  @Override
  protected void sendContent(
      HttpExchange exchange, ByteBuffer content, boolean last, Callback callback) {
    if (refused) {
      callback.succeeded();
    } else {
      super.sendContent(exchange, content, last, new PatientCallback(exchange, callback));
    }
  }

  /// Asked at the end of the exchange whether its connection is to be closed.
  @Override
  protected boolean isShutdown() {
    return refused || super.isShutdown();
  }

  /// Takes a failed write for the end of the upstream's interest.
  private final class PatientCallback extends Callback.Nested {

    private final HttpExchange exchange;

    PatientCallback(HttpExchange exchange, Callback callback) {
      super(callback);
      this.exchange = exchange;
    }

    @Override
    public void failed(Throwable cause) {
      refused = true;
      if (exchange.getRequest() instanceof UpstreamCall call) {
        call.owner().onContentRefused();
      }
      super.succeeded();
    }
  }
}

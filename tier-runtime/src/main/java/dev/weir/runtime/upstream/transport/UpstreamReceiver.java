package dev.weir.runtime.upstream.transport;

import java.nio.ByteBuffer;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.internal.HttpChannelOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpReceiverOverHTTP;

/// Reads responses. A connection on which more came than its response is not used again, so that
/// the surplus never answers somebody else's request.
final class UpstreamReceiver extends HttpReceiverOverHTTP {

  private static final int FIRST_FINAL_STATUS = 200;

  private boolean surplus;

  UpstreamReceiver(HttpChannelOverHTTP channel) {
    super(channel);
  }

  @Override
  public boolean messageComplete() {
    HttpExchange exchange = getHttpExchange();
    if (exchange != null && exchange.getResponse().getStatus() >= FIRST_FINAL_STATUS) {
      ByteBuffer buffer = getResponseBuffer();
      surplus |= buffer != null && buffer.hasRemaining();
    }
    return super.messageComplete();
  }

  /// Asked at the end of the exchange whether its connection is to be closed.
  @Override
  protected boolean isShutdown() {
    return surplus || super.isShutdown();
  }

  @Override
  protected void fillInterested() {
    if (getHttpChannel().getHttpConnection() instanceof UpstreamConnection connection) {
      connection.startWaiting();
    }
    super.fillInterested();
  }
}

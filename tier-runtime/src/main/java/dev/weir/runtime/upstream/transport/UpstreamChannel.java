package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.client.transport.internal.HttpChannelOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpReceiverOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpSenderOverHTTP;

/// Sender and receiver of one connection.
final class UpstreamChannel extends HttpChannelOverHTTP {

  UpstreamChannel(HttpConnectionOverHTTP connection) {
    super(connection);
  }

  @Override
  protected HttpSenderOverHTTP newHttpSender() {
    return new UpstreamSender(this);
  }

  @Override
  protected HttpReceiverOverHTTP newHttpReceiver() {
    return new UpstreamReceiver(this);
  }

  @Override
  public void receive() {
    if (getHttpReceiver() instanceof UpstreamReceiver receiver) {
      receiver.enter();
      try {
        super.receive();
      } finally {
        receiver.exit();
      }
    }
  }

  /// The connection is closed.
  @Override
  public void destroy() {
    super.destroy();
    if (getHttpReceiver() instanceof UpstreamReceiver receiver) {
      receiver.connectionClosed();
    }
  }
}

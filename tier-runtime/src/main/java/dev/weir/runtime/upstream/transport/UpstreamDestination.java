package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.HttpExchange;

/// The exchanges and connections of one upstream. A connection that cannot be opened fails one
/// waiting exchange; Jetty's own fails all of them, also those that came a moment later or would
/// get a free connection.
final class UpstreamDestination extends HttpDestination {

  UpstreamDestination(HttpClient client, Origin origin) {
    super(client, origin);
  }

  @Override
  public void failed(Throwable cause) {
    HttpExchange waiting = getHttpExchanges().poll();
    if (waiting != null) {
      var _ = waiting.getRequest().abort(cause);
    }
    send();
  }
}

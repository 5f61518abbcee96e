package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.client.transport.HttpExchange;

/// The exchanges and connections of one upstream: one connection is opened for one waiting
/// exchange, and one that cannot be opened fails one of them. Jetty's own opens a spare one when a
/// connection closes, and fails all waiting exchanges for one refusal.
final class UpstreamDestination extends HttpDestination {

  UpstreamDestination(HttpClient client, Origin origin) {
    super(client, origin);
  }

  /// Opens as many connections as exchanges wait beyond those being opened; Jetty's own counts one
  /// of them twice.
  @Override
  public void send() {
    succeeded();
  }

  @Override
  public void failed(Throwable cause) {
    HttpExchange waiting = getHttpExchanges().poll();
    if (waiting != null) {
      var _ = waiting.getRequest().abort(cause);
    }
    succeeded();
  }

  @Override
  public boolean remove(Connection connection) {
    boolean wasFull =
        getConnectionPool() instanceof AbstractConnectionPool pool
            && pool.getConnectionCount() >= pool.getMaxConnectionCount();
    boolean removed = getConnectionPool().remove(connection);
    if (removed && wasFull) {
      succeeded();
    }
    return removed;
  }

  @Override
  public void release(Connection connection) {
    if (getConnectionPool() instanceof SingleUsePool) {
      connection.close();
    } else {
      super.release(connection);
    }
  }
}

package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;

/// Counts connections, but takes none back.
final class SingleUsePool extends DuplexConnectionPool {

  SingleUsePool(Destination destination, int maxConnections) {
    super(destination, maxConnections);
  }

  @Override
  public boolean release(Connection connection) {
    return false;
  }
}

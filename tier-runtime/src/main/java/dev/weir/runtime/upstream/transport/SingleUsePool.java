package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;

/// Counts connections, but keeps none: neither after its exchange nor because the exchange it was
/// opened for has gone.
final class SingleUsePool extends DuplexConnectionPool {

  SingleUsePool(Destination destination, int maxConnections) {
    super(destination, maxConnections);
  }

  @Override
  public boolean release(Connection connection) {
    return false;
  }

  @Override
  protected void proceed() {
    super.proceed();
    Connection unused = activate();
    if (unused != null) {
      unused.close();
    }
  }
}

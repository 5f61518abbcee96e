package dev.weir.runtime.upstream.transport;

import java.util.Map;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Invocable;

/// HTTP/1.1 in the clear, on selector threads, with connections, senders and receivers of our own
/// make.
public final class UpstreamTransport extends HttpClientTransportOverHTTP {

  /// How the connections of a pool are used; tags the destinations of the client.
  public enum Usage {
    /// Again and again.
    REPEATED,
    /// For one exchange each, whatever the upstream says.
    ONCE
  }

  public UpstreamTransport(int selectors) {
    super(new PlainConnector(selectors));
    setInvocationType(Invocable.InvocationType.NON_BLOCKING);
    setHeaderCacheCaseSensitive(true);
    setConnectionPoolFactory(this::newPool);
  }

  private ConnectionPool newPool(Destination destination) {
    int limit = getHttpClient().getMaxConnectionsPerDestination();
    return destination.getOrigin().getTag() == Usage.ONCE
        ? new SingleUsePool(destination, limit)
        : new DuplexConnectionPool(destination, limit);
  }

  @Override
  public Destination newDestination(Origin origin) {
    return new UpstreamDestination(getHttpClient(), origin);
  }

  @Override
  public Connection newConnection(EndPoint endPoint, Map<String, Object> context) {
    return customize(new UpstreamConnection(endPoint, context), context);
  }
}

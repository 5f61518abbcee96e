package dev.weir.cache.lookup;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.entry.CacheKey;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// From a request to the key of what it asks for: the canonical URI, which siblings must derive
/// alike.
///
/// The authority of an absolute-form target counts more than Host (Jetty refuses requests whose two
/// differ); where there is neither, or the port serves one site only, it is the site the port was
/// configured for.
public final class RequestKey {

  private final List<NodeConfig.HttpPort> ports;

  /// For requests that come in on these ports; without any, every authority is taken as it is.
  public RequestKey(List<NodeConfig.HttpPort> ports) {
    this.ports = List.copyOf(ports);
  }

  /// The key, or null when the request does not say which site it is for.
  public @Nullable CacheKey of(Request clientRequest) {
    HttpURI uri = clientRequest.getHttpURI();
    String authority = authority(clientRequest, uri.getAuthority());
    if (authority == null || authority.isEmpty()) {
      return null;
    }
    String pathAndQuery = uri.getPathQuery();
    return CacheKey.of("http", authority, pathAndQuery == null ? "/" : pathAndQuery);
  }

  private @Nullable String authority(Request clientRequest, @Nullable String stated) {
    NodeConfig.HttpPort port = port(clientRequest);
    if (port == null) {
      return stated;
    }
    boolean usesStated = port.vhost() && stated != null && !stated.isEmpty();
    return usesStated || port.defaultSite() == null ? stated : port.defaultSite();
  }

  private NodeConfig.@Nullable HttpPort port(Request clientRequest) {
    if (ports.size() < 2) {
      return ports.isEmpty() ? null : ports.getFirst();
    }
    int local =
        clientRequest.getConnectionMetaData().getLocalSocketAddress()
                instanceof InetSocketAddress address
            ? address.getPort()
            : -1;
    for (NodeConfig.HttpPort port : ports) {
      if (port.port() == local) {
        return port;
      }
    }
    return ports.getFirst();
  }
}

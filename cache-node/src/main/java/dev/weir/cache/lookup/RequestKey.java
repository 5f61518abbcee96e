package dev.weir.cache.lookup;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.entry.CacheKey;
import java.util.List;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// From a request to the key of what it asks for: the canonical URI, which siblings must derive
/// alike.
///
/// The scheme is that of [ClientScheme]. The authority of an absolute-form target counts more than
/// Host (Jetty refuses requests whose two differ); where there is neither, or the port serves one
/// site only, it is the site the port was configured for.
public final class RequestKey {

  private final Ports ports;

  /// For requests that come in on these ports; without any, every authority is taken as it is.
  public RequestKey(List<NodeConfig.HttpPort> ports) {
    this.ports = new Ports(ports);
  }

  /// The key, or null when the request does not say which site it is for.
  public @Nullable CacheKey of(Request clientRequest) {
    HttpURI uri = clientRequest.getHttpURI();
    String authority = authority(clientRequest, uri.getAuthority());
    if (authority == null || authority.isEmpty()) {
      return null;
    }
    String pathAndQuery = uri.getPathQuery();
    String scheme = HttpScheme.HTTPS.is(uri.getScheme()) ? "https" : "http";
    return CacheKey.of(scheme, authority, pathAndQuery == null ? "/" : pathAndQuery);
  }

  private @Nullable String authority(Request clientRequest, @Nullable String stated) {
    NodeConfig.HttpPort port = ports.of(clientRequest);
    if (port == null) {
      return stated;
    }
    boolean usesStated = port.vhost() && stated != null && !stated.isEmpty();
    return usesStated || port.defaultSite() == null ? stated : port.defaultSite();
  }
}

package dev.weir.cache.lookup;

import dev.weir.cache.config.NodeConfig;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Which of the configured ports a request came in on.
record Ports(List<NodeConfig.HttpPort> all) {

  Ports {
    all = List.copyOf(all);
  }

  /// Null where there is none.
  NodeConfig.@Nullable HttpPort of(Request clientRequest) {
    if (all.size() < 2) {
      return all.isEmpty() ? null : all.getFirst();
    }
    SocketAddress local = clientRequest.getConnectionMetaData().getLocalSocketAddress();
    for (NodeConfig.HttpPort port : all) {
      boolean isThere =
          switch (local) {
            case InetSocketAddress address ->
                port.socket() == null && port.port() == address.getPort();
            case UnixDomainSocketAddress address -> address.getPath().equals(port.socket());
            case null, default -> false;
          };
      if (isThere) {
        return port;
      }
    }
    return all.getFirst();
  }
}

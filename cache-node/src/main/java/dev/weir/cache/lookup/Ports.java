package dev.weir.cache.lookup;

import dev.weir.cache.config.NodeConfig;
import java.net.InetSocketAddress;
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
    int local =
        clientRequest.getConnectionMetaData().getLocalSocketAddress()
                instanceof InetSocketAddress address
            ? address.getPort()
            : -1;
    for (NodeConfig.HttpPort port : all) {
      if (port.port() == local) {
        return port;
      }
    }
    return all.getFirst();
  }
}

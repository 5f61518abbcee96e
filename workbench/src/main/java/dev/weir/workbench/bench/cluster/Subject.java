package dev.weir.workbench.bench.cluster;

import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.TestedCache;
import java.io.IOException;
import java.nio.file.Path;

/// Starts caches under test with one origin and one sibling.
final class Subject {

  private Subject() {}

  static TestedCache start(
      TestedCache.Kind kind, Path directory, SteadyOrigin origin, ActedSibling sibling)
      throws IOException {
    int http;
    int icp;
    try (FreePorts ports = new FreePorts()) {
      http = ports.next();
      icp = ports.next();
    }
    return TestedCache.start(kind, directory, http, common(origin, sibling) + own(kind, icp));
  }

  private static String common(SteadyOrigin origin, ActedSibling sibling) {
    return """
    icp_query_timeout 2000
    cache_peer 127.0.0.1 parent %d 0 no-query originserver no-digest no-netdb-exchange name=origin
    cache_peer %s sibling %d %d no-digest no-netdb-exchange name=sibling
    """
        .formatted(origin.port(), ActedSibling.ADDRESS, sibling.httpPort(), sibling.icpPort());
  }

  private static String own(TestedCache.Kind kind, int icp) {
    return switch (kind) {
      case OURS -> "icp_port 127.0.0.1:%d\n".formatted(icp);
      case SQUID ->
          """
          icp_port %d
          udp_incoming_address 127.0.0.1
          icp_access allow all
          """
              .formatted(icp);
    };
  }
}

package dev.weir.workbench.bench.collapse;

import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.TestedCache;
import java.io.IOException;
import java.nio.file.Path;

/// Starts caches under test before one origin, each collapsing what is asked at once.
final class Cache {

  private Cache() {}

  static TestedCache start(TestedCache.Kind kind, Path directory, SlowOrigin origin)
      throws IOException {
    return TestedCache.start(kind, directory, FreePorts.one(), settings(origin));
  }

  private static String settings(SlowOrigin origin) {
    return """
    collapsed_forwarding on
    cache_peer 127.0.0.1 parent %d 0 no-query originserver no-digest no-netdb-exchange name=origin
    """
        .formatted(origin.port());
  }
}

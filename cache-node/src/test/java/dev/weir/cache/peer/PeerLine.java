package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.config.PeerSettings.Kind;
import dev.weir.cache.config.PeerSettings.Option;
import java.time.Duration;
import java.util.Set;

/// `cache_peer` lines for tests.
public final class PeerLine {

  private PeerLine() {}

  public static PeerSettings sibling(String host, int httpPort, int icpPort, Option... options) {
    return line(host, Kind.SIBLING, httpPort, icpPort, 1, options);
  }

  public static PeerSettings parent(String host, int httpPort, int weight, Option... options) {
    return line(host, Kind.PARENT, httpPort, 0, weight, options);
  }

  public static PeerSettings queriedParent(
      String host, int httpPort, int icpPort, int weight, Duration baseTime) {
    return new PeerSettings(
        host,
        Kind.PARENT,
        httpPort,
        icpPort,
        0,
        Set.of(),
        weight,
        host + ":" + httpPort,
        Duration.ofMillis(250),
        0,
        3,
        null,
        "node.conf:1",
        baseTime);
  }

  private static PeerSettings line(
      String host, Kind kind, int httpPort, int icpPort, int weight, Option... options) {
    return new PeerSettings(
        host,
        kind,
        httpPort,
        icpPort,
        0,
        Set.of(options),
        weight,
        host + ":" + httpPort,
        Duration.ofMillis(250),
        0,
        3,
        null,
        "node.conf:1",
        Duration.ZERO);
  }
}

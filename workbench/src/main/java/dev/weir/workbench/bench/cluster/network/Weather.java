package dev.weir.workbench.bench.cluster.network;

import java.time.Duration;

/// How the network among the nodes behaves.
///
/// @param least time every message takes
/// @param spread mean of what comes on top, exponentially distributed
/// @param loss share of the messages among nodes that get lost; what a connection carries is sent
///   again, a datagram is not
public record Weather(Duration least, Duration spread, double loss) {

  /// One rack.
  public static final Weather FINE =
      new Weather(Duration.ofNanos(100_000), Duration.ofNanos(150_000), 0);

  public Weather {
    if (loss < 0 || loss >= 1) {
      throw new IllegalArgumentException("the share of lost messages must be 0 to below 1");
    }
  }

  /// The same with losses.
  public Weather losing(double share) {
    return new Weather(least, spread, share);
  }
}

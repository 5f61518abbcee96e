package dev.weir.sample.fragments;

import java.time.Duration;
import java.time.Instant;

/// Whether to make a fragment anew before it expires (XFetch: Vattani, Chierichetti, Lowenstein,
/// "Optimal Probabilistic Cache Stampede Prevention", VLDB 2015).
///
/// Every reader throws a die whose odds grow as the expiry comes near, on the scale of what making
/// the fragment costs. So one reader or two of many make it anew a little early, in the background,
/// and the moment at which all would miss never comes.
final class EarlyRefresh {

  /// 1 is the optimum of the paper; more refreshes earlier.
  private static final double BETA = 1.0;

  private EarlyRefresh() {}

  /// @param die in [0, 1), thrown anew for every reader
  static boolean due(Fragment fragment, Instant now, double die) {
    double headStartMillis = fragment.cost().toNanos() / 1e6 * BETA * -Math.log(1.0 - die);
    return headStartMillis >= Duration.between(now, fragment.expires()).toMillis();
  }
}

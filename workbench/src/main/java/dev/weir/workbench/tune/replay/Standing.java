package dev.weir.workbench.tune.replay;

/// How much a line proves about what the origin would have said at that moment.
enum Standing {
  /// The current version, for certain.
  CERTAIN,
  /// Something else than the current version, which may be the next one or a transfer broken off.
  CANDIDATE,
  /// Nothing.
  UNKNOWN
}

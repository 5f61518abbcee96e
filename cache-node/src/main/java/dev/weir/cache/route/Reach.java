package dev.weir.cache.route;

/// Who may be asked.
public enum Reach {
  /// Siblings first, then parents.
  CLUSTER,
  /// Parents only: a stale copy of ours is not validated with one of theirs.
  PARENTS
}

package dev.weir.cache.forward;

/// Who may be asked.
public enum Reach {
  /// Siblings first, then parents.
  CLUSTER,
  /// Parents only.
  PARENTS
}

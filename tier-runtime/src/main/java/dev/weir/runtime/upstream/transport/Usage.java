package dev.weir.runtime.upstream.transport;

/// How the connections of a pool are used.
public enum Usage {
  /// Again and again.
  REPEATED,
  /// For one exchange each, whatever the upstream says.
  ONCE
}

package dev.weir.runtime.upstream;

/// Whether connections to an upstream outlive their exchange.
public enum KeepAlive {
  /// Idle connections are pooled and used again.
  ON,
  /// Every exchange has a connection of its own and says `Connection: close`.
  OFF
}

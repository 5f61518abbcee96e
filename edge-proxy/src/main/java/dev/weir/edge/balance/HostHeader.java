package dev.weir.edge.balance;

/// Which Host a group's servers see.
public enum HostHeader {
  /// The one the client asked for.
  PRESERVE,
  /// The server's own address as configured.
  UPSTREAM
}

package dev.weir.edge.balance;

/// How a group's servers share the requests.
public enum Balance {
  ROUND_ROBIN
}

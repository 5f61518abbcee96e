package dev.weir.edge.balance;

/// How a group's servers share the requests.
public enum Balance {
  /// Each gets the next one.
  ROUND_ROBIN,
  /// Each URL has its server, which alone has to keep the answer.
  OWNER
}

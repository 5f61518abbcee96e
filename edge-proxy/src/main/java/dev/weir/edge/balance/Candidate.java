package dev.weir.edge.balance;

/// What choosing needs to know of a server.
interface Candidate {

  Health health();

  /// No room for one more exchange.
  boolean full();
}

package dev.weir.edge.balance.choose;

/// What choosing needs to know of a server.
public interface Candidate {

  Health health();

  /// No room for one more exchange.
  boolean full();
}

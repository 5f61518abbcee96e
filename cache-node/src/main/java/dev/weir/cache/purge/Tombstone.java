package dev.weir.cache.purge;

import java.time.Instant;

/// What became invalid, and when: a copy generated before is not to come back from anywhere.
///
/// @param number grows with every tombstone of a node
/// @param order what it was, its URL a key of this node
/// @param at on this node's clock
public record Tombstone(long number, PurgeOrder order, Instant at, Source source) {

  /// How the node learned of it.
  public enum Source {
    /// By a request or an operator of its own; the siblings are to be told.
    OWN,
    /// From a sibling, who tells the others itself.
    HEARD
  }
}

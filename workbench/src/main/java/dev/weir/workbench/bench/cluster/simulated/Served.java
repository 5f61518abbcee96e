package dev.weir.workbench.bench.cluster.simulated;

import java.time.Duration;

/// How a client's request was answered.
///
/// @param arrived when it came, since the beginning of time
/// @param took until its answer began
/// @param waited of that, until the one was asked who answered: what finding out costs
public record Served(Source source, Duration arrived, Duration took, Duration waited) {

  /// Who answered.
  public enum Source {
    /// The node asked, from its own store.
    STORE,
    /// A sibling's copy.
    SIBLING,
    /// The node that the URL belongs to.
    OWNER,
    ORIGIN,
    /// Nobody: the client gets an error.
    NOBODY
  }

  /// Whether a cache had it, or was asked to get it.
  public boolean isHit() {
    return source == Source.STORE || source == Source.SIBLING;
  }

  /// Whether the node asked did not have it.
  public boolean isMiss() {
    return source != Source.STORE;
  }

  public boolean isFailed() {
    return source == Source.NOBODY;
  }
}

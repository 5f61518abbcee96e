package dev.weir.workbench.tune.replay;

import java.util.List;

/// A URL whose requests to the origin differ between rule sets.
///
/// @param originRequests by rule set, in their order
public record Mover(String uri, List<Long> originRequests) {

  /// Copies the counts.
  public Mover {
    originRequests = List.copyOf(originRequests);
  }

  /// The widest difference between the first rule set and another.
  public long moved() {
    long first = originRequests.getFirst();
    return originRequests.stream().mapToLong(count -> Math.abs(count - first)).max().orElse(0);
  }
}

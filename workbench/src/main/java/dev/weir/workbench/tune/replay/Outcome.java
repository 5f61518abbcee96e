package dev.weir.workbench.tune.replay;

import java.util.List;

/// What a replay found.
///
/// @param movers URLs that would move most, the widest difference first
/// @param knowledge what of the log the figures rest on
public record Outcome(List<RuleSetResult> ruleSets, List<Mover> movers, Knowledge knowledge) {

  /// Copies the lists.
  public Outcome {
    ruleSets = List.copyOf(ruleSets);
    movers = List.copyOf(movers);
  }

  /// How much the log knows.
  ///
  /// @param sightings lines replayed, those outside the sample by their weight
  /// @param urls followed at the end
  /// @param weight URLs each of these stands for; more than 1 when there were too many
  /// @param withValidator lines that name a tag or a modification date
  /// @param silent lines that prove nothing about the origin: hits of a cache, broken transfers
  /// @param notModified lines answered 304
  /// @param firstMillis earliest time seen, since 1970
  /// @param lastMillis latest
  public record Knowledge(
      long sightings,
      int urls,
      int weight,
      long withValidator,
      long silent,
      long notModified,
      long firstMillis,
      long lastMillis) {}
}

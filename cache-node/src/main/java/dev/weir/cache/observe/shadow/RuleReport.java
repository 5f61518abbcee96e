package dev.weir.cache.observe.shadow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rules are in force and which are tried, as `/shadow` says it.
///
/// @param says the same in words
/// @param former what a rollback would put in force; null when nothing was promoted
/// @param trial null when no rules are tried
public record RuleReport(
    String says, Rules inForce, @Nullable Rules former, @Nullable Trial trial) {

  /// A set of rules that is, or was, in force.
  ///
  /// @param name the configuration file, or the name of the candidate that was promoted
  /// @param since when it was put in force, as `2026-11-21T10:00:00Z`
  /// @param lines in the dialect
  public record Rules(String name, String since, List<String> lines) {

    /// Copies the lines.
    public Rules {
      lines = List.copyOf(lines);
    }
  }

  /// A candidate at work.
  ///
  /// @param sample share of the keys, 0 to 1
  /// @param score both sides, for the same sampled keys
  public record Trial(
      String name,
      String since,
      List<String> lines,
      List<String> warnings,
      double sample,
      Shadow.Scoreboard score) {

    /// Copies the lists.
    public Trial {
      lines = List.copyOf(lines);
      warnings = List.copyOf(warnings);
    }
  }
}

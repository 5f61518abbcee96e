package dev.weir.workbench.tune.replay;

import java.util.List;

/// What one rule set would have done.
///
/// @param all of every line
/// @param pages of GETs answered 200 or 304 alone; without stale answers and octets of the origin
/// @param origin requests it would have seen
public record RuleSetResult(
    String name, Figures all, Figures pages, List<RuleResult> rules, Timeline origin) {

  /// Copies the rules.
  public RuleSetResult {
    rules = List.copyOf(rules);
  }
}

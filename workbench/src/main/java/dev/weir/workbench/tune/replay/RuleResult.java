package dev.weir.workbench.tune.replay;

import dev.weir.cache.decide.RefreshRule;

/// What one rule would have done.
///
/// @param position where it stands: `file:line`
public record RuleResult(String name, String position, String pattern, Figures figures) {

  static RuleResult of(RefreshRule rule, Figures figures) {
    return new RuleResult(rule.name(), rule.position(), rule.pattern().toString(), figures);
  }
}

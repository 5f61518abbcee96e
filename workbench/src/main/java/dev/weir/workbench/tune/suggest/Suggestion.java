package dev.weir.workbench.tune.suggest;

import dev.weir.workbench.tune.replay.RuleSetResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of looking for better rules, scored on the part of the log they were not worked out
/// from.
///
/// @param proposal lifetimes class by class
/// @param uniform the best single lifetime within the budget
/// @param current what is in force now; null when no rules were given
/// @param gain of hits over the better of the single lifetime and the current rules
public record Suggestion(
    long trainedOn,
    long scoredOn,
    Proposal proposal,
    Duration uniformLifetime,
    Scored proposed,
    Scored uniform,
    @Nullable Scored current,
    Gain gain) {

  /// A rule set on the second part of the log, from an empty cache.
  ///
  /// @param hitsLow of 95 % of resamples over URLs
  /// @param staleLow likewise, of proven staleness
  public record Scored(
      RuleSetResult result, double hitsLow, double hitsHigh, double staleLow, double staleHigh) {}

  /// The difference of hit ratios, in shares.
  ///
  /// @param over what it is compared with
  public record Gain(String over, double gain, double low, double high) {

    /// Whether one may count on there being any: a tenth of a point at least, and not by chance.
    public boolean isReal() {
      return low > 0 && gain >= 0.001;
    }
  }

  /// Whether the proposal keeps within a budget on traffic it was not worked out from.
  public boolean keeps(double budget) {
    return proposed.result().all().staleShareAtLeast() <= budget;
  }

  /// The lines to paste.
  public List<String> rules() {
    return proposal.rules();
  }
}

package dev.weir.cache.observe.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a request is answered as it is: the steps in their order, one sentence, one suggestion.
///
/// @param request what is explained: method and URL
/// @param reason token of the decision's reason, as in Cache-Status; null when nothing was decided
/// @param trace the request as it was answered; null when it was only thought of
public record Explanation(
    String node,
    String request,
    List<Step> steps,
    @Nullable String reason,
    String sentence,
    String suggestion,
    @Nullable Trace trace) {

  /// Copies the steps.
  public Explanation {
    steps = List.copyOf(steps);
  }

  /// One step of the way.
  ///
  /// @param says what came of it
  /// @param details every number that led there
  /// @param micros what it took; null when that does not matter
  public record Step(String step, String says, List<String> details, @Nullable Double micros) {
    /// Copies the details.
    public Step {
      details = List.copyOf(details);
    }
  }
}

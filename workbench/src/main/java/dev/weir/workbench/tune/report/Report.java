package dev.weir.workbench.tune.report;

import dev.weir.workbench.tune.replay.Outcome;
import java.util.List;

/// Everything a report says.
///
/// @param logs names of the files read
/// @param lines read, those not understood included
/// @param limits what the log cannot know, one sentence each
public record Report(
    List<String> logs, long lines, long notUnderstood, Outcome outcome, List<String> limits) {

  /// Copies the lists.
  public Report {
    logs = List.copyOf(logs);
    limits = List.copyOf(limits);
  }
}

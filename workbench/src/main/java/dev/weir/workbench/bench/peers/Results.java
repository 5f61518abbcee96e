package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.limit.Finding;
import dev.weir.workbench.bench.limit.LimitTable;
import java.util.List;

/// What came of a whole run.
record Results(List<Outcome> outcomes, List<Finding> findings) {

  Results {
    outcomes = List.copyOf(outcomes);
    findings = List.copyOf(findings);
  }

  /// Whether anything misses its target or its limit.
  boolean fallsShort() {
    return outcomes.stream().anyMatch(outcome -> outcome.verdict() == Outcome.Verdict.SHORT)
        || findings.stream().anyMatch(Finding::fallsShort);
  }

  /// A table for each kind.
  String markdown() {
    String peers = outcomes.isEmpty() ? "" : PeersTable.markdown(outcomes);
    String gap = outcomes.isEmpty() || findings.isEmpty() ? "" : "\n";
    return peers + gap + LimitTable.markdown(findings);
  }

  /// Every configuration that took part.
  String configurations() {
    StringBuilder text = new StringBuilder(PeersTable.configurations(outcomes));
    for (Finding finding : findings) {
      if (finding instanceof Finding.Measured(var limit, var reading)
          && !reading.files().isEmpty()) {
        text.append(PeersTable.configurations(limit.name(), reading.files()));
      }
    }
    return text.toString();
  }
}

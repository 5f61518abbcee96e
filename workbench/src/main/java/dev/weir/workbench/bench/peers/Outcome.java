package dev.weir.workbench.bench.peers;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a row came out.
///
/// - `ours`: null if it was skipped; `words` says why, or what was left out.
/// - `files`: configurations by contender.
record Outcome(
    Row row,
    @Nullable Standing ours,
    List<Standing> peers,
    String words,
    Map<String, Map<String, String>> files) {

  /// Whether the promise was kept.
  enum Verdict {
    REACHED,
    SHORT,
    SKIPPED,
    NO_TARGET
  }

  static Outcome skipped(Row row, String words) {
    return new Outcome(row, null, List.of(), words, Map.of());
  }

  /// The peer that takes the least CPU time.
  @Nullable Standing best() {
    return peers.stream()
        .filter(peer -> !peer.empty())
        .min(Comparator.comparingDouble(peer -> peer.cpu().median()))
        .orElse(null);
  }

  /// CPU time of ours in parts of the best peer's; 0 without either.
  double ratio() {
    Standing best = best();
    return ours == null || best == null ? 0 : ours.cpu().median() / best.cpu().median();
  }

  /// p99 of ours in parts of the best peer's; 0 if not measured.
  double p99Ratio() {
    Standing best = best();
    boolean measured =
        ours != null && best != null && ours.p99().count() > 0 && best.p99().median() > 0;
    return measured && ours != null && best != null ? ours.p99().median() / best.p99().median() : 0;
  }

  Verdict verdict() {
    if (ratio() == 0) {
      return Verdict.SKIPPED;
    }
    Double target = row.target();
    if (target == null) {
      return Verdict.NO_TARGET;
    }
    return ratio() <= target ? Verdict.REACHED : Verdict.SHORT;
  }
}

package dev.weir.workbench.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.bench.peers.Outcome.Verdict;
import dev.weir.workbench.bench.report.Summary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Ours against the best of the peers.
final class OutcomeTest {

  @Test
  void theBestPeerCounts() {
    Outcome outcome = outcome(0.8, standing("node", 7), standing("a", 30), standing("b", 8));

    assertThat(outcome.ratio()).isEqualTo(0.875);
    assertThat(outcome.verdict()).isEqualTo(Verdict.SHORT);
    assertThat(PeersTable.line(outcome)).contains("SHORT", "×0.88 of b", "target ≤ 0.80");
  }

  @Test
  void aTargetIsReachedAtItsValue() {
    assertThat(outcome(0.8, standing("node", 8), standing("b", 10)).verdict())
        .isEqualTo(Verdict.REACHED);
  }

  @Test
  void withoutPeerOrTargetNothingIsShort() {
    assertThat(outcome(0.8, standing("node", 8)).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome(null, standing("node", 80), standing("b", 10)).verdict())
        .isEqualTo(Verdict.NO_TARGET);
    Row row = outcome(0.8, standing("node", 8)).row();
    assertThat(Outcome.skipped(row, "not yet").verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(PeersTable.line(Outcome.skipped(row, "not yet"))).contains("skipped: not yet");
  }

  private static Outcome outcome(@Nullable Double target, Standing ours, Standing... peers) {
    Row row =
        Row.of(
            "work",
            target,
            new Contender(
                "node",
                List.of(),
                _ -> {
                  throw new IllegalStateException();
                }));
    return new Outcome(row, ours, List.of(peers), "", Map.of());
  }

  private static Standing standing(String name, double micros) {
    return new Standing(name, Summary.of(micros), Summary.of(1000), Summary.of(), 0, 0);
  }
}

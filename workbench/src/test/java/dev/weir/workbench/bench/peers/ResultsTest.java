package dev.weir.workbench.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.workbench.bench.limit.Finding;
import dev.weir.workbench.bench.limit.Limit;
import dev.weir.workbench.bench.limit.Limits;
import dev.weir.workbench.bench.limit.Reading;
import dev.weir.workbench.bench.report.Summary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A whole run: what `--check` goes by, and what is written.
final class ResultsTest {

  private static final Limit START = Limits.all().getFirst();
  private static final Outcome SKIPPED =
      Outcome.skipped(Rows.all().getFirst(), "wrk is not installed");

  @Test
  void aMissedLimitFallsShort() {
    assertThat(new Results(List.of(SKIPPED), List.of(started(0.5), started(1.5))).fallsShort())
        .isTrue();
  }

  @Test
  void aMissedTargetFallsShort() {
    Row row = Rows.all().getFirst();
    Outcome tooDear =
        new Outcome(row, standing("edge", 20), List.of(standing("nginx", 10)), "", Map.of());

    assertThat(new Results(List.of(tooDear), List.of(started(0.5))).fallsShort()).isTrue();
  }

  @Test
  void whatIsReachedOrSkippedDoesNot() {
    Finding skipped = new Finding.Skipped(START, "there is no script");

    assertThat(new Results(List.of(SKIPPED), List.of(started(0.5), skipped)).fallsShort())
        .isFalse();
  }

  @Test
  void eachKindHasATableOfItsOwn() {
    assertThat(new Results(List.of(SKIPPED), List.of(started(0.5))).markdown())
        .containsPattern("(?s)^\\| work .*\n\n\\| what \\| measured \\| limit ");
    assertThat(new Results(List.of(), List.of(started(0.5))).markdown()).startsWith("| what |");
    assertThat(new Results(List.of(SKIPPED), List.of()).markdown()).doesNotContain("| what |");
  }

  @Test
  void configurationsOfStartsAreWrittenToo() {
    assertThat(new Results(List.of(), List.of(started(0.5))).configurations())
        .isEqualTo("\n### start, edge\n\n`edge.yaml`\n\n```\nlisten:\n```\n");
  }

  private static Finding started(double seconds) {
    return new Finding.Measured(
        START, new Reading(Summary.of(seconds), "by hand", Map.of("edge.yaml", "listen:\n")));
  }

  private static Standing standing(String name, double micros) {
    return new Standing(name, Summary.of(micros), Summary.of(1000), Summary.of(), 0, 0);
  }
}

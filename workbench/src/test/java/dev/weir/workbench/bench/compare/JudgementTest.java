package dev.weir.workbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.workbench.bench.compare.Change.Verdict;
import dev.weir.workbench.bench.report.Report;
import dev.weir.workbench.bench.report.SampleReports;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes told from noise.
final class JudgementTest {

  private static final double SPIN_MICROS = 20;

  @RepeatedTest(10)
  void aSpinOfTwentyMicrosecondsIsCaught(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Report before = new SampleReports(seed, 2).report();
    Report after = new SampleReports(seed + 1000, 2).withSpinAtTheEdge(SPIN_MICROS).report();

    List<Change> worse = worse(before, after);

    assertThat(worse).extracting(Change::name).contains("edge in all cases");
    assertThat(worse).extracting(Change::name).doesNotContain("app in all cases");
  }

  @RepeatedTest(10)
  void anUnchangedPairIsNotFlagged(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Report before = new SampleReports(seed, 2).report();
    Report after = new SampleReports(seed + 1000, 2).report();

    assertThat(worse(before, after)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void unchangedPairsRaiseHardlyEverAFalseAlarm(int rounds) {
    int alarms = 0;
    for (int seed = 0; seed < 300; seed++) {
      Report before = new SampleReports(seed, rounds).report();
      Report after = new SampleReports(seed + 5000, rounds).report();
      alarms += worse(before, after).isEmpty() ? 0 : 1;
    }

    assertThat(alarms).isLessThanOrEqualTo(3);
  }

  @Test
  void aReportComparedWithItselfIsTheSame() {
    Report report = new SampleReports(3, 3).report();

    assertThat(changes(report, report))
        .hasSize(10)
        .allSatisfy(change -> {
          assertThat(change.verdict()).isEqualTo(Verdict.SAME);
          assertThat(change.ratio()).isCloseTo(1, within(1e-9));
        });
  }

  @Test
  void whatGotBetterIsSaidToo() {
    Report before = new SampleReports(1, 3).withSpinAtTheEdge(SPIN_MICROS).report();
    Report after = new SampleReports(2, 3).report();

    assertThat(changes(before, after))
        .filteredOn(change -> change.verdict() == Verdict.BETTER)
        .extracting(Change::name)
        .contains("edge in all cases");
  }

  @Test
  void theQuantilesAreThoseOfTheNormalDistribution() {
    assertThat(Spread.quantileAbove(0.025)).isCloseTo(1.960, within(0.001));
    assertThat(Spread.quantileAbove(0.001)).isCloseTo(3.090, within(0.001));
    assertThat(Spread.above(0)).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void noiseIsToldFromPairsAndNotFromOneSpoiltRound() {
    List<List<Double>> series =
        List.of(List.of(0.0, 0.1), List.of(1.0, 1.1), List.of(2.0, 2.1), List.of(3.0, 9.0));

    assertThat(Spread.within(series)).isCloseTo(0.1048, within(0.001));
    assertThat(Spread.within(List.of(List.of(1.0)))).isZero();
  }

  private static List<Change> worse(Report before, Report after) {
    return changes(before, after).stream().filter(Change::worse).toList();
  }

  private static List<Change> changes(Report before, Report after) {
    return new Judgement(Judgement.TOLERANCE).judge(new Matching(before, after).figures());
  }
}

package dev.weir.workbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Medians with their spread.
final class SummaryTest {

  @Test
  void isTheMiddleOfAnOddNumberOfValues() {
    assertThat(Summary.of(9, 1, 4)).isEqualTo(new Summary(4, 1, 9, 3));
  }

  @Test
  void isBetweenTheMiddlesOfAnEvenNumber() {
    Summary summary = Summary.of(10, 6, 2, 4);

    assertThat(summary.median()).isEqualTo(5);
    assertThat(summary.spread()).isEqualTo(0.8);
  }

  @Test
  void isNothingWithoutValues() {
    assertThat(Summary.of()).isEqualTo(new Summary(0, 0, 0, 0));
    assertThat(Summary.of().spread()).isZero();
  }
}

package dev.weir.workbench.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Arrivals of an open pace.
final class ArrivalsTest {

  private static final double NANOS = 1e9;

  @Test
  void comeAtTheRateAskedForWithTheScatterOfIndependentVisitors() {
    Arrivals arrivals = new Arrivals(new Pace.Open(100, 1));
    int count = 100_000;
    double sum = 0;
    double squares = 0;
    long before = 0;
    for (int i = 0; i < count; i++) {
      double gap = (arrivals.due() - before) / NANOS;
      before = arrivals.due();
      sum += gap;
      squares += gap * gap;
      arrivals.advance();
    }

    double mean = sum / count;
    double deviation = Math.sqrt(squares / count - mean * mean);
    assertThat(mean).isCloseTo(0.01, Percentage.withPercentage(2));
    // Of an exponential distribution, the deviation is the mean.
    assertThat(deviation).isCloseTo(0.01, Percentage.withPercentage(2));
  }

  @Test
  void areTheSameForTheSameSeed() {
    Arrivals one = new Arrivals(new Pace.Open(40, 7));
    Arrivals other = new Arrivals(new Pace.Open(40, 7));
    for (int i = 0; i < 100; i++) {
      assertThat(one.due()).isEqualTo(other.due());
      one.advance();
      other.advance();
    }
  }
}

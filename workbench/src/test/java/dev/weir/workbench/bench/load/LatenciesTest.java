package dev.weir.workbench.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Times run from when something was due, so that nothing that a stall held up is left out.
final class LatenciesTest {

  private static final long MILLI = 1_000_000;

  @Test
  void aStallShowsInEveryRequestThatWasDueInIt() {
    // One request every 10 ms for 10 s, each answered in 1 ms; but from second 5 on the server
    // stands still for 1 s and then answers everything at once.
    Latencies latencies = new Latencies();
    for (long due = 0; due < 10_000; due += 10) {
      long end = due >= 5_000 && due < 6_000 ? 6_000 : due + 1;
      latencies.record(due * MILLI, end * MILLI);
    }

    // 10 % of all requests waited 10 ms to 1 s, evenly: p95 waited half a second.
    assertThat(latencies.percentileMicros(50)).isCloseTo(1_000, Percentage.withPercentage(1));
    assertThat(latencies.percentileMicros(95)).isCloseTo(500_000, Percentage.withPercentage(3));
    assertThat(latencies.percentileMicros(99)).isCloseTo(900_000, Percentage.withPercentage(3));
    assertThat(latencies.mostMicros()).isCloseTo(1_000_000, Percentage.withPercentage(1));
  }

  @Test
  void aClosedLoopIsCorrectedForWhatItDidNotAsk() {
    // The same stall, met by a client that waits for each answer: one slow request only.
    Latencies closed = new Latencies();
    for (int i = 0; i < 899; i++) {
      closed.recordMicros(1_000);
    }
    closed.recordMicros(1_000_000);

    Latencies corrected = closed.correctedFor(10_000);

    assertThat(closed.percentileMicros(95)).isCloseTo(1_000, Percentage.withPercentage(1));
    assertThat(corrected.count()).isCloseTo(1_000, within(2L));
    assertThat(corrected.percentileMicros(95)).isCloseTo(500_000, Percentage.withPercentage(3));
  }

  @Test
  void whatTakesLongerThanTheScaleIsKeptAtItsEnd() {
    Latencies latencies = new Latencies();
    latencies.record(0, 3_600_000 * MILLI);
    latencies.record(5, 3);

    assertThat(latencies.mostMicros()).isCloseTo(60_000_000, Percentage.withPercentage(1));
    assertThat(latencies.percentileMicros(1)).isEqualTo(1);
  }
}

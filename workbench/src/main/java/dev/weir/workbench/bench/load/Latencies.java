package dev.weir.workbench.bench.load;

import org.HdrHistogram.Histogram;

/// How long things took, from when they were due.
///
/// Because times run from when a request was meant to begin and not from when the generator came to
/// it, a server that stops for a second shows in every request that was due in that second:
/// coordinated omission does not happen. Microseconds, three digits, at most a minute.
public final class Latencies {

  private static final long LONGEST_MICROS = 60_000_000;
  private static final int DIGITS = 3;
  private static final long NANOS_PER_MICRO = 1000;

  private final Histogram histogram = new Histogram(1, LONGEST_MICROS, DIGITS);

  public void record(long dueNanos, long endedNanos) {
    recordMicros((endedNanos - dueNanos) / NANOS_PER_MICRO);
  }

  void recordMicros(long micros) {
    histogram.recordValue(Math.clamp(micros, 1, LONGEST_MICROS));
  }

  /// What one loop measured that waits for each answer before it asks again, with the answers added
  /// that it would have waited for had it kept to its interval.
  public Latencies correctedFor(long intervalMicros) {
    Latencies corrected = new Latencies();
    corrected.histogram.add(
        histogram.copyCorrectedForCoordinatedOmission(Math.max(1, intervalMicros)));
    return corrected;
  }

  public void add(Latencies other) {
    histogram.add(other.histogram);
  }

  public long count() {
    return histogram.getTotalCount();
  }

  /// Microseconds that `percent` of all values do not exceed; 0 if there is none.
  public long percentileMicros(double percent) {
    return count() == 0 ? 0 : histogram.getValueAtPercentile(percent);
  }

  public long mostMicros() {
    return count() == 0 ? 0 : histogram.getMaxValue();
  }
}

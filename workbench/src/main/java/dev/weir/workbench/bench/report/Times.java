package dev.weir.workbench.bench.report;

import dev.weir.workbench.bench.load.Latencies;

/// Percentiles of how long something took, in microseconds from when it was due.
public record Times(long count, long p50, long p90, long p99, long p999, long most) {

  public static Times of(Latencies latencies) {
    return new Times(
        latencies.count(),
        latencies.percentileMicros(50),
        latencies.percentileMicros(90),
        latencies.percentileMicros(99),
        latencies.percentileMicros(99.9),
        latencies.mostMicros());
  }
}

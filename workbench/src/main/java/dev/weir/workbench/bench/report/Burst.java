package dev.weir.workbench.bench.report;

import java.util.Map;

/// A moment of as many page views as the machine can do.
public record Burst(
    int round,
    double seconds,
    long views,
    long requests,
    long failed,
    Map<String, Long> cpuMicros,
    Conditions conditions) {

  public Burst {
    cpuMicros = Map.copyOf(cpuMicros);
  }

  public double viewsPerSecond() {
    return views / seconds;
  }

  public double requestsPerSecond() {
    return requests / seconds;
  }
}

package dev.weir.workbench.bench.report;

import java.util.Map;

/// A few seconds of page views at a fixed rate.
///
/// - `views`, `requests`: completed; `failed`: refused or broken off; `unfinished`: given up.
/// - `cpuMicros`, `memory`: CPU time and octets in RAM of each tier that the case uses.
/// - `appRequests`: those that reached the application.
/// - `workersBusy`, `workersMost`: mean and most of the application's workers that had a request.
public record Slice(
    int round,
    double seconds,
    long views,
    long requests,
    long failed,
    long unfinished,
    Times view,
    Times page,
    Map<String, Long> cpuMicros,
    Map<String, Long> memory,
    long appRequests,
    double workersBusy,
    int workersMost,
    Conditions conditions) {

  public Slice {
    cpuMicros = Map.copyOf(cpuMicros);
    memory = Map.copyOf(memory);
  }

  /// CPU time of one tier for one request, microseconds; 0 for a tier that is not there.
  public double cpuPerRequest(String tier) {
    return (double) cpuMicros.getOrDefault(tier, 0L) / Math.max(1, requests);
  }

  /// CPU time of all tiers for one request, microseconds.
  public double cpuPerRequest() {
    return (double) cpuMicros.values().stream().mapToLong(Long::longValue).sum()
        / Math.max(1, requests);
  }

  /// Octets in RAM of all tiers.
  public long memoryOfAll() {
    return memory.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The part of all requests that the application did not see, 0 to 1.
  public double saved() {
    return requests == 0 ? 0 : Math.clamp(1 - (double) appRequests / requests, 0, 1);
  }
}

package dev.weir.workbench.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The counts of one run of load while it goes on.
final class Tally {

  private final Latencies viewTimes = new Latencies();
  private final Latencies pageTimes = new Latencies();
  private final long startedCpu = threadCpu();
  private long requests;
  private long octets;
  private long refusals;
  private long failures;
  private long unfinished;
  private @Nullable String failure;

  /// A new one that knows of this one's failures and refusals, and of nothing else.
  Tally startOver() {
    Tally fresh = new Tally();
    fresh.failures = failures;
    fresh.failure = failure;
    fresh.refusals = refusals;
    return fresh;
  }

  void answered(int status, long responseOctets) {
    requests++;
    octets += responseOctets;
    if (status >= 400) {
      refusals++;
    }
  }

  void pageCompleted(long due, long now) {
    pageTimes.record(due, now);
  }

  void viewCompleted(long due, long now) {
    viewTimes.record(due, now);
  }

  void failed(IOException cause) {
    failures++;
    failure = cause.toString();
  }

  void unfinished(long due, long now) {
    unfinished++;
    viewTimes.record(due, now);
  }

  LoadResult result(long elapsedNanos) {
    return new LoadResult(
        Duration.ofNanos(elapsedNanos),
        viewTimes.count() - unfinished,
        requests,
        octets,
        refusals,
        failures,
        failure,
        unfinished,
        viewTimes,
        pageTimes,
        Duration.ofNanos(threadCpu() - startedCpu));
  }

  private static long threadCpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

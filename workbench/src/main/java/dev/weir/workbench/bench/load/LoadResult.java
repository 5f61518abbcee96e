package dev.weir.workbench.bench.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one run of load brought.
///
/// - `elapsed`: from the first view due to the end of the last.
/// - `views`, `requests`: completed ones; `octets` came with them.
/// - `refusals`: answers with a status of 400 and more.
/// - `failures`: views that broke off; `failure` tells of one of them.
/// - `unfinished`: views still under way when patience ended; they count in `viewTimes` as ended
///   then, which is less than they would have taken.
/// - `viewTimes`, `pageTimes`: from when the view was due to the end of its last picture, and of
///   its page.
/// - `generatorCpu`: what the generator itself took.
public record LoadResult(
    Duration elapsed,
    long views,
    long requests,
    long octets,
    long refusals,
    long failures,
    @Nullable String failure,
    long unfinished,
    Latencies viewTimes,
    Latencies pageTimes,
    Duration generatorCpu) {

  private static final double NANOS_PER_SECOND = 1e9;

  public double requestsPerSecond() {
    return requests * NANOS_PER_SECOND / Math.max(1, elapsed.toNanos());
  }
}

package dev.weir.workbench.tune.replay;

import java.util.Arrays;

/// A count per minute of the log's time.
final class Minutes {

  /// Lines may be a little out of order; what is further back counts for the first minute.
  private static final long SLACK = 24 * 60;

  /// Ten years; what is later counts for the last minute.
  private static final int MOST = 5_256_000;

  private static final long MILLIS = 60_000;

  private long first = Long.MIN_VALUE;
  private int lowest = Integer.MAX_VALUE;
  private int highest = -1;
  private int[] counts = new int[1 << 12];

  void add(long atMillis, int weight) {
    long minute = Math.floorDiv(atMillis, MILLIS);
    if (first == Long.MIN_VALUE) {
      first = minute - SLACK;
    }
    int index = Math.clamp(minute - first, 0, MOST - 1);
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.min(MOST, Math.max(index + 1, counts.length * 2)));
    }
    counts[index] += weight;
    lowest = Math.min(lowest, index);
    highest = Math.max(highest, index);
  }

  /// When the first minute counted began, in milliseconds since 1970.
  long startMillis() {
    return highest < 0 ? 0 : (first + lowest) * MILLIS;
  }

  /// The counts from the first minute to the last that have any.
  int[] counts() {
    return highest < 0 ? new int[0] : Arrays.copyOfRange(counts, lowest, highest + 1);
  }
}

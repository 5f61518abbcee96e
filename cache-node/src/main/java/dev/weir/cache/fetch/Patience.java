package dev.weir.cache.fetch;

import java.time.Duration;

/// How long clients wait for the head of an answer somebody else is fetching before another fetch
/// is begun beside it: twice what the slowest of the last answers took. An origin that hangs once
/// thus holds up one client, not all.
final class Patience {

  static final Duration LEAST = Duration.ofSeconds(1);
  static final Duration MOST = Duration.ofSeconds(30);

  /// While nothing is known of the origin.
  static final Duration UNINFORMED = Duration.ofSeconds(5);

  private static final int REMEMBERED = 64;

  private final long[] millis = new long[REMEMBERED];
  private int count;

  /// An answer began to arrive.
  synchronized void answered(Duration after) {
    millis[count++ % REMEMBERED] = after.toMillis();
    if (count == 2 * REMEMBERED) {
      count = REMEMBERED;
    }
  }

  synchronized Duration limit() {
    if (count == 0) {
      return UNINFORMED;
    }
    long slowest = 0;
    for (int i = 0; i < Math.min(count, REMEMBERED); i++) {
      slowest = Math.max(slowest, millis[i]);
    }
    return Duration.ofMillis(Math.clamp(2 * slowest, LEAST.toMillis(), MOST.toMillis()));
  }
}

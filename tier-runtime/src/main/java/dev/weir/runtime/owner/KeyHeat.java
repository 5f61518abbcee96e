package dev.weir.runtime.owner;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/// How often each key was asked for lately, in bounded memory: a count-min sketch of the current
/// and the last span of time. It may count a key too high, by what other keys share its places, but
/// never too low. Any thread may call any method; counts lost in a race do not matter.
public final class KeyHeat {

  /// The time a count is about.
  static final Duration SPAN = Duration.ofSeconds(1);

  private static final int ROWS = 4;
  private static final int PLACES = 4096;
  private static final int[] SEEDS = {0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f};

  private record Spans(Instant begin, AtomicIntegerArray now, AtomicIntegerArray before) {}

  private final AtomicReference<Spans> spans;

  /// Nothing counted.
  public KeyHeat() {
    this.spans = new AtomicReference<>(new Spans(Instant.EPOCH, empty(), empty()));
  }

  /// Counts one request for `key`.
  ///
  /// @return requests in this span or, if there were more, in the one before; this one included
  public int count(String key, Instant at) {
    Spans current = at(at);
    int hash = key.hashCode();
    int now = Integer.MAX_VALUE;
    int before = Integer.MAX_VALUE;
    for (int row = 0; row < ROWS; row++) {
      int place = place(hash, row);
      now = Math.min(now, current.now().incrementAndGet(place));
      before = Math.min(before, current.before().get(place));
    }
    return Math.max(now, before);
  }

  private Spans at(Instant at) {
    Spans seen = spans.get();
    Duration passed = Duration.between(seen.begin(), at);
    if (passed.compareTo(SPAN) < 0 && !passed.isNegative()) {
      return seen;
    }
    boolean justOver = !passed.isNegative() && passed.compareTo(SPAN.multipliedBy(2)) < 0;
    Spans next = new Spans(at, empty(), justOver ? seen.now() : empty());
    return spans.compareAndSet(seen, next) ? next : spans.get();
  }

  private static int place(int hash, int row) {
    int mixed = hash * SEEDS[row];
    return row * PLACES + ((mixed ^ mixed >>> 15) & PLACES - 1);
  }

  private static AtomicIntegerArray empty() {
    return new AtomicIntegerArray(ROWS * PLACES);
  }
}

package dev.weir.cache.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// Which hits are checked: any with the same chance, and no more than one in so long.
///
/// The chance follows the traffic, so that on average one hit in that time is picked however many
/// there are: who is picked does not depend on being the first after a pause.
final class Picking {

  /// The chance is worked out anew after so many intervals.
  private static final int WINDOW = 10;

  private final long everyMillis;
  private final DoubleSupplier random;
  private final AtomicLong notBefore = new AtomicLong();
  private final AtomicLong windowEnd = new AtomicLong();
  private final AtomicLong seen = new AtomicLong();
  private volatile double chance = 1;

  /// @param every at most one hit in so long
  Picking(Duration every) {
    this(every, () -> ThreadLocalRandom.current().nextDouble());
  }

  /// @param random from 0 to less than 1
  Picking(Duration every, DoubleSupplier random) {
    this.everyMillis = Math.max(1, every.toMillis());
    this.random = random;
  }

  boolean picks(Instant now) {
    long millis = now.toEpochMilli();
    long hits = seen.incrementAndGet();
    long end = windowEnd.get();
    if (millis >= end && windowEnd.compareAndSet(end, millis + WINDOW * everyMillis)) {
      adapt(hits, end);
    }
    if (random.getAsDouble() >= chance) {
      return false;
    }
    long before = notBefore.get();
    return millis >= before && notBefore.compareAndSet(before, millis + everyMillis);
  }

  private void adapt(long hits, long end) {
    if (end != 0) {
      chance = Math.min(1, (double) WINDOW / hits);
    }
    seen.set(0);
  }
}

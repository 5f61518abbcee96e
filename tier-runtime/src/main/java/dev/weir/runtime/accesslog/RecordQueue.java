package dev.weir.runtime.accesslog;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A bounded queue from many threads to one, in which offering is one compare-and-set and no lock.
///
/// Producers claim a slot by counting up, then fill it; the consumer stops at a slot claimed but
/// not yet filled. A slot is free again when the consumer has emptied it, and counting past the
/// consumer by more than the capacity means the queue is full.
final class RecordQueue {

  private final AtomicReferenceArray<@Nullable AccessRecord> slots;
  private final int mask;
  private final AtomicLong offered = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();

  /// Capacity is rounded up to a power of two.
  RecordQueue(int capacity) {
    int size = Integer.highestOneBit(Math.max(2, capacity - 1)) << 1;
    slots = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  enum Offer {
    ACCEPTED,
    /// Accepted, and another half of the capacity has come together since this was last said.
    ACCEPTED_HALF,
    FULL
  }

  Offer offer(AccessRecord entry) {
    long index;
    do {
      index = offered.get();
      if (index - taken.get() > mask) {
        return Offer.FULL;
      }
    } while (!offered.compareAndSet(index, index + 1));
    slots.setRelease((int) index & mask, entry);
    return (index & (mask >> 1)) == (mask >> 1) ? Offer.ACCEPTED_HALF : Offer.ACCEPTED;
  }

  /// The oldest entry, or null when there is none; one thread only.
  @Nullable AccessRecord poll() {
    long index = taken.get();
    int slot = (int) index & mask;
    @Nullable AccessRecord entry = slots.getAcquire(slot);
    if (entry != null) {
      slots.setRelease(slot, null);
      taken.lazySet(index + 1);
    }
    return entry;
  }
}

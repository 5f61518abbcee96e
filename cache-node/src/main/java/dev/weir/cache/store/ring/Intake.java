package dev.weir.cache.store.ring;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.admit.Sightings;
import dev.weir.cache.store.append.Job;
import dev.weir.cache.store.append.LargeObject;
import dev.weir.cache.store.append.WritingSide;
import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.Segments;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The way into a ring: says at once what of it counts no more, and leaves the rest to the writing
/// thread, or gives it up when too much waits already.
public final class Intake {

  private static final int USUAL_OCTETS = 16 << 10;

  private final WritingSide writing;
  private final RingIndex index;
  private final Pending pending;
  private final Segments segments;
  private final long largestBytes;
  private final Sightings sightings;
  private final LongAdder notAdmitted = new LongAdder();

  Intake(
      WritingSide writing, RingIndex index, Pending pending, Segments segments, long largestBytes) {
    this.writing = writing;
    this.index = index;
    this.pending = pending;
    this.segments = segments;
    this.largestBytes = largestBytes;
    this.sightings = new Sightings(segments.layout().capacityBytes() / USUAL_OCTETS);
  }

  /// Stores a response whose content is in memory, in the place of those it replaces; these are
  /// gone at once.
  public void put(StoredResponse response, MemoryContent content) {
    KeyHash key = KeyHash.of(response.key());
    if (content.length() > largestBytes || !admits(key)) {
      invalidate(key);
      return;
    }
    int replaced = index.makeWay(key, KeyHash.selecting(response.selecting()));
    long ticket = pending.begins(key);
    offer(new Job.Put(key, ticket, response, content, before(replaced)), key, ticket, replaced);
  }

  /// Where content too long for memory can go; null when it cannot be stored.
  ///
  /// @param declaredBytes its length, -1 when that is not known
  public @Nullable GrowingContent grow(CacheKey key, long declaredBytes) {
    KeyHash hash = KeyHash.of(key);
    return declaredBytes > largestBytes || writing.writer().isPaused() || !admits(hash)
        ? null
        : writing.writer().grow(hash, largestBytes);
  }

  /// Stores a response whose content has grown here.
  public void finish(StoredResponse response, LargeObject content) {
    KeyHash key = KeyHash.of(response.key());
    int replaced = index.makeWay(key, KeyHash.selecting(response.selecting()));
    long ticket = pending.begins(key);
    offer(new Job.Finish(key, ticket, response, content, before(replaced)), key, ticket, replaced);
  }

  private Job.Before before(int replaced) {
    return replaced > 0 || index.isLoading() ? Job.Before.SOMETHING : Job.Before.NOTHING;
  }

  private void offer(Job job, KeyHash key, long ticket, int replaced) {
    if (writing.writer().offer(job)) {
      return;
    }
    pending.ended(key, ticket);
    // What it was to replace is not what the origin says any more, here or after a restart.
    if (!invalidate(key) && replaced > 0) {
      writing.writer().offer(new Job.Bury(key));
    }
  }

  /// Stores a validated response in the place of the one it was made from.
  public void update(StoredResponse old, StoredResponse fresh, Job.Otherwise otherwise) {
    KeyHash key = KeyHash.of(old.key());
    long ticket = pending.begins(key);
    if (!writing.writer().offer(new Job.Update(key, ticket, old, fresh, otherwise))) {
      pending.ended(key, ticket);
    }
  }

  /// Makes everything under a key stale; may wait until what is there is known.
  public void makeStale(CacheKey key, Instant now) {
    index.awaitLoaded();
    KeyHash hash = KeyHash.of(key);
    pending.staleFrom(hash, now);
    writing.writer().offer(new Job.Stale(hash, now));
  }

  /// Forgets everything under a key, for good; says whether there was something.
  public boolean invalidate(CacheKey key) {
    return invalidate(KeyHash.of(key));
  }

  private boolean invalidate(KeyHash key) {
    boolean underWay = pending.overtake(key);
    boolean stored = writing.bury(key) > 0;
    if (underWay || stored || index.isLoading()) {
      writing.writer().offer(new Job.Bury(key));
    }
    return underWay || stored;
  }

  /// When the ring is full, what is new must have been seen before: see [Sightings].
  private boolean admits(KeyHash key) {
    if (!segments.isFull()
        || !index.find(key).isEmpty()
        || sightings.see(key.high(), index.count()) > 0) {
      return true;
    }
    notAdmitted.increment();
    return false;
  }

  /// Responses not stored because they were seen once only while the ring was full.
  long notAdmitted() {
    return notAdmitted.sum();
  }
}

package dev.weir.cache.store.ring;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.admit.Sightings;
import dev.weir.cache.store.append.Job;
import dev.weir.cache.store.append.LargeObject;
import dev.weir.cache.store.append.RingCounts;
import dev.weir.cache.store.append.RingWriter;
import dev.weir.cache.store.append.WritingSide;
import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.DirectoryLock;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.Layout;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One directory of stored responses: an append-only ring of files with an index in memory.
///
/// Nothing here waits for the disk but [#recall]; what is to be written is left to a thread of the
/// ring's own, or given up when too much waits already.
public final class DiskRing implements AutoCloseable {

  private final RingSettings settings;
  private final DirectoryLock lock;
  private final Segments segments;
  private final RingIndex index = new RingIndex();
  private final Pending pending = new Pending();
  private final Sightings sightings = new Sightings();
  private final RingCounts counts;
  private final RingReader reader;
  private final WritingSide writing;
  private final LongAdder hits = new LongAdder();
  private final LongAdder notAdmitted = new LongAdder();

  private DiskRing(
      RingSettings settings,
      DirectoryLock lock,
      Predicate<CacheKey> isHot,
      InstantSource clock,
      Executor threads) {
    this.settings = settings;
    this.lock = lock;
    this.counts = new RingCounts(settings.directory().toString(), clock);
    this.segments =
        new Segments(settings.directory(), Layout.of(settings.capacityBytes()), settings.disk());
    segments.adopt(counts::unusable);
    this.reader = new RingReader(segments, index, counts, threads);
    this.writing =
        new WritingSide(
            segments,
            index,
            pending,
            counts,
            isHot,
            new RingWriter.Pace(clock, settings.queueBytes(), settings.sync()));
  }

  /// Opens a ring, empty or with what it held before, which is there bit by bit.
  ///
  /// @param isHot whether a response is in use, as far as the caller knows
  /// @param threads may wait for the disk
  /// @throws IOException when the directory cannot be had: the message says why
  public static DiskRing open(
      RingSettings settings, Predicate<CacheKey> isHot, InstantSource clock, Executor threads)
      throws IOException {
    DirectoryLock lock = DirectoryLock.take(settings.directory());
    DiskRing ring = new DiskRing(settings, lock, isHot, clock, threads);
    ring.writing.start();
    return ring;
  }

  /// Whether something may be stored here that is not known yet.
  public boolean isLoading() {
    return index.isLoading();
  }

  /// Whether writing has failed lately.
  public boolean isPaused() {
    return writing.writer().isPaused();
  }

  /// What is known of the responses under a key, latest first, without reading them.
  public List<RingEntry> find(CacheKey key) {
    return index.find(KeyHash.of(key));
  }

  /// Reads back the latest response under a key whose selecting fields are wanted; may wait for the
  /// disk.
  ///
  /// @param intoMemory for which responses, still without content, content is read into memory
  public Recalled recall(
      CacheKey key, Predicate<SelectingFields> wanted, Predicate<EntryMetadata> intoMemory) {
    Recalled recalled = reader.read(key, wanted, intoMemory);
    if (recalled instanceof Recalled.Found) {
      hits.increment();
    }
    return recalled;
  }

  /// Stores a response whose content is in memory, in the place of those it replaces; these are
  /// gone at once.
  public void put(StoredResponse response, MemoryContent content) {
    KeyHash key = KeyHash.of(response.key());
    if (content.length() > settings.largestBytes() || !admits(key)) {
      invalidate(key);
      return;
    }
    int replaced = index.makeWay(key, KeyHash.selecting(response.selecting()));
    offer(new Job.Put(key, pending.begins(key), response, content), key, replaced);
  }

  /// Where content too long for memory can go; null when it cannot be stored.
  ///
  /// @param declaredBytes its length, -1 when that is not known
  public @Nullable GrowingContent grow(CacheKey key, long declaredBytes) {
    KeyHash hash = KeyHash.of(key);
    return declaredBytes > settings.largestBytes() || isPaused() || !admits(hash)
        ? null
        : new LargeObject(hash, writing.writer(), settings.largestBytes());
  }

  /// Stores a response whose content has grown here.
  public void finish(StoredResponse response, LargeObject content) {
    KeyHash key = KeyHash.of(response.key());
    int replaced = index.makeWay(key, KeyHash.selecting(response.selecting()));
    offer(new Job.Finish(key, pending.begins(key), response, content), key, replaced);
  }

  private void offer(Job job, KeyHash key, int replaced) {
    if (writing.writer().offer(job)) {
      return;
    }
    pending.ended(key);
    // What it was to replace is not what the origin says any more, here or after a restart.
    if (!invalidate(key) && replaced > 0) {
      writing.writer().offer(new Job.Bury(key));
    }
  }

  /// Stores a validated response in the place of the one it was made from.
  public void update(StoredResponse old, StoredResponse fresh, Job.Otherwise otherwise) {
    KeyHash key = KeyHash.of(old.key());
    if (!writing.writer().offer(new Job.Update(key, pending.begins(key), old, fresh, otherwise))) {
      pending.ended(key);
    }
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
    if (!isFull() || !index.find(key).isEmpty() || sightings.see(key.high()) > 0) {
      return true;
    }
    notAdmitted.increment();
    return false;
  }

  private boolean isFull() {
    return segments.isFull();
  }

  /// What the ring holds and has done.
  public RingFigures figures() {
    RingWriter writer = writing.writer();
    return new RingFigures(
        settings.directory().toString(),
        state(),
        index.count(),
        index.contentBytes(),
        segments.filled().stream().mapToLong(SegmentFile::end).sum(),
        segments.layout().capacityBytes(),
        writer.waitingBytes(),
        writer.unfinished(),
        hits.sum(),
        notAdmitted.sum(),
        counts.sums());
  }

  private RingFigures.State state() {
    if (isPaused()) {
      return RingFigures.State.READ_ONLY;
    }
    return isLoading() ? RingFigures.State.LOADING : RingFigures.State.READY;
  }

  /// Shows what is known of every response.
  public void each(Consumer<RingEntry> visitor) {
    index.each(visitor);
  }

  /// Writes what waits, then lets go of the directory.
  @Override
  public void close() throws IOException {
    writing.close();
    segments.close();
    lock.close();
  }
}

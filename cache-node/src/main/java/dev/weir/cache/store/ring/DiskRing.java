package dev.weir.cache.store.ring;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.store.append.RingCounts;
import dev.weir.cache.store.append.RingWriter;
import dev.weir.cache.store.append.WritingSide;
import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.Relations;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.DirectoryLock;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.Layout;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.time.Instant;
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
  private final RingIndex index;
  private final RingCounts counts;
  private final RingReader reader;
  private final WritingSide writing;
  private final Intake intake;
  private final Pending pending = new Pending();
  private final KeySearch search;
  private final LongAdder hits = new LongAdder();

  private DiskRing(
      RingSettings settings,
      DirectoryLock lock,
      int variantsPerKey,
      Predicate<CacheKey> isHot,
      InstantSource clock,
      Executor threads) {
    this.settings = settings;
    this.index = new RingIndex(variantsPerKey);
    this.lock = lock;
    this.counts = new RingCounts(settings.directory().toString(), clock);
    this.segments =
        new Segments(settings.directory(), Layout.of(settings.capacityBytes()), settings.disk());
    segments.adopt(counts::unusable);
    this.reader = new RingReader(segments, index, pending, counts, threads);
    this.writing =
        new WritingSide(
            segments,
            index,
            pending,
            counts,
            isHot,
            new RingWriter.Pace(clock, settings.queueBytes(), settings.sync()));
    this.intake = new Intake(writing, index, pending, segments, settings.largestBytes());
    this.search = new KeySearch(index, pending, writing, new EntryReading(segments));
  }

  /// Opens a ring, empty or with what it held before, which is there bit by bit.
  ///
  /// @param variantsPerKey responses of one key that are kept beside each other
  /// @param isHot whether a response is in use, as far as the caller knows
  /// @param threads may wait for the disk
  /// @throws IOException when the directory cannot be had: the message says why
  public static DiskRing open(
      RingSettings settings,
      int variantsPerKey,
      Predicate<CacheKey> isHot,
      InstantSource clock,
      Executor threads)
      throws IOException {
    DirectoryLock lock = DirectoryLock.take(settings.directory());
    DiskRing ring = new DiskRing(settings, lock, variantsPerKey, isHot, clock, threads);
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
      CacheKey key,
      Predicate<SelectingFields> wanted,
      Predicate<EntryMetadata> intoMemory,
      Instant now) {
    Recalled recalled = reader.read(key, wanted, intoMemory, now);
    if (recalled instanceof Recalled.Found) {
      hits.increment();
    }
    return recalled;
  }

  /// Since when what is under a key is stale, where that has not been written down yet; null
  /// elsewhere.
  public @Nullable Instant staleSince(CacheKey key) {
    return pending.staleSince(KeyHash.of(key));
  }

  /// Something could not be read back, because of what was to read it.
  public void unreadable(Throwable cause) {
    counts.unreadable(cause);
  }

  /// The way in.
  public Intake intake() {
    return intake;
  }

  /// The keys `wanted` accepts of all there are; reads them all, so it waits for the disk.
  public List<CacheKey> keys(Predicate<CacheKey> wanted) {
    return search.keys(wanted);
  }

  /// The keys of responses in any of these groups.
  ///
  /// @param origin whose groups; null for those of every origin
  public List<CacheKey> keys(CacheGroups wanted, @Nullable String origin) {
    return search.keys(wanted, origin);
  }

  /// Ways to find what is here other than by its key.
  public Relations relations() {
    return index.relations();
  }

  /// Waits while much is still to be written.
  public void keepUp() {
    writing.writer().keepUp();
  }

  /// Waits until everything said until now is on the disk itself; says whether it is.
  public boolean flush() {
    return writing.writer().flush();
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
        intake.notAdmitted(),
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

package dev.weir.cache.store.append;

import dev.weir.cache.entry.CacheGroups;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.Pending;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.Filling;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.SegmentSummary;
import dev.weir.cache.store.segment.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The writing side of one ring put together: where to write is found out at once, what stands
/// there is loaded on a thread of its own.
public final class WritingSide implements AutoCloseable {

  private final RingIndex index;
  private final RingLog log;
  private final RingCounts counts;
  private final RingLoading loading;
  private final RingWriter writer;
  private final Thread loader;
  private volatile boolean closing;

  /// Over segments that have been adopted.
  ///
  /// @param isHot whether a response is in use, as far as the memory tier knows
  public WritingSide(
      Segments segments,
      RingIndex index,
      Pending pending,
      RingCounts counts,
      Predicate<CacheKey> isHot,
      RingWriter.Pace pace) {
    this.index = index;
    this.log = new RingLog(segments);
    this.counts = counts;
    EntryReading reading = new EntryReading(segments);
    Reclaiming reclaiming = new Reclaiming(segments, index, log, counts, isHot);
    EntryAppending appending = new EntryAppending(log, reclaiming, segments);
    Writing writing = new Writing(index, pending, reading, appending, reclaiming, counts);
    this.writer = new RingWriter(writing, index, pending, segments, counts, pace);
    this.loading =
        new RingLoading(index, reading, counts::unreadable, this::untrue, segments::summarise);
    List<Filling> older = new ArrayList<>();
    segments.filled().forEach(segment -> older.add(segment.filling()));
    index.loadingBegins();
    if (!older.isEmpty()) {
      resume(older.removeLast());
    }
    this.loader =
        Thread.ofPlatform().daemon().name("weir-store-loader").unstarted(() -> load(older));
  }

  private void resume(Filling latest) {
    SegmentSummary until = loading.loadHead(latest);
    if (until == null) {
      log.resumeAfter(latest.segment());
    } else {
      log.resume(latest.segment(), until);
    }
  }

  /// Begins to write, and to load.
  public void start() {
    writer.start();
    loader.start();
  }

  private void load(List<Filling> oldestFirst) {
    try {
      for (Filling filling : oldestFirst.reversed()) {
        if (closing) {
          return;
        }
        load(filling);
      }
    } finally {
      index.loadingEnds();
    }
  }

  private void load(Filling filling) {
    try {
      loading.load(filling);
    } catch (RuntimeException | Error e) {
      counts.unreadable(e);
    }
  }

  private void untrue(KeyHash key) {
    bury(key);
    writer.offer(new Job.Bury(key));
  }

  /// The thread that writes.
  public RingWriter writer() {
    return writer;
  }

  /// Forgets everything under a key, now and for good; says how much there was.
  public int bury(KeyHash key) {
    RingLog.Position now = log.position();
    return index.bury(key, now.generation(), now.offset());
  }

  /// Lets nothing of these groups be found that is stored already but not loaded yet.
  public void bury(CacheGroups groups, @Nullable String origin) {
    RingLog.Position now = log.position();
    index.bury(groups, origin, now.generation(), now.offset());
  }

  @Override
  public void close() {
    closing = true;
    writer.close();
    try {
      loader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.weir.cache.store.append;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.EntryCodec;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.RecordHeader;
import dev.weir.cache.store.segment.RecordKind;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.SegmentWalk;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes room: the oldest segment is given up and begun anew, and what has been used since it was
/// written is taken out of the next oldest while it is still there.
///
/// The order in which segments are given up is the order in which they were filled, and nothing
/// that was given up counts after a restart. So when a tombstone goes, everything it is about has
/// gone before. A segment that clients are being served from is given up all the same; only its
/// file is left alone until they are done, and the next takes its turn.
final class Reclaiming implements EntryAppending.Room {

  private final Segments segments;
  private final RingIndex index;
  private final EntryReading reading;
  private final RingLog log;
  private final RingCounts counts;
  private final Predicate<CacheKey> isHot;
  private final EntryAppending rescued;
  private long spentBytes;
  private long budget;

  Reclaiming(
      Segments segments,
      RingIndex index,
      RingLog log,
      RingCounts counts,
      Predicate<CacheKey> isHot) {
    this.segments = segments;
    this.index = index;
    this.reading = new EntryReading(segments);
    this.log = log;
    this.counts = counts;
    this.isHot = isHot;
    this.rescued = new EntryAppending(log, this::withinHead, segments);
  }

  @Override
  public boolean make(long octets) throws IOException {
    if (log.fits(octets)) {
      return false;
    }
    log.begin(vacated());
    rescue(octets);
    return true;
  }

  private boolean withinHead(long octets) {
    if (!log.fits(octets)) {
      throw new IllegalStateException("what is rescued is bounded by what is left of the segment");
    }
    return false;
  }

  private SegmentFile vacated() throws IOException {
    SegmentFile empty = empty();
    if (empty != null) {
      return empty;
    }
    List<SegmentFile> oldestFirst = new ArrayList<>(segments.filled());
    oldestFirst.remove(log.head());
    if (oldestFirst.stream().allMatch(SegmentFile::isPinned)) {
      throw new SegmentsPinnedException();
    }
    for (SegmentFile segment : oldestFirst) {
      giveUp(segment);
      if (!segment.isPinned()) {
        return segment;
      }
    }
    throw new SegmentsPinnedException();
  }

  private @Nullable SegmentFile empty() throws IOException {
    for (int number = 0; number < segments.layout().segments(); number++) {
      SegmentFile segment = segments.at(number);
      if (segment == null) {
        segment = made(number);
      }
      if (segment != null && segment.generation() == 0 && !segment.isPinned()) {
        return segment;
      }
    }
    return null;
  }

  /// Null when that file cannot be had: the ring does with the others.
  private @Nullable SegmentFile made(int number) throws IOException {
    boolean isNews = !segments.isUnusable(number);
    try {
      return segments.make(number);
    } catch (IOException e) {
      if (segments.filled().isEmpty()) {
        throw e;
      }
      if (isNews) {
        counts.unusable(segments.file(number), "is done without: " + e);
      }
      return null;
    }
  }

  /// Gives up all there is. Whoever is being served from it is so until the end.
  void giveUpAll() throws IOException {
    log.leave();
    for (SegmentFile segment : segments.filled()) {
      giveUp(segment);
    }
    for (int number = 0; number < segments.layout().segments(); number++) {
      SegmentFile segment = segments.at(number);
      if (segment != null && segment.generation() == 0) {
        // Once more: giving it up may have failed half-way, then its file does not know.
        segment.retire();
      }
    }
  }

  private void giveUp(SegmentFile segment) throws IOException {
    long filling = segment.generation();
    int seen = 0;
    try {
      segment.retire();
      seen = SegmentWalk.through(segment, (_, header) -> forget(segment, filling, header));
    } finally {
      // Now that it has been retired nobody else says any more where it ends.
      if (seen < segment.end()) {
        // Damaged, so not all could be found from what it holds.
        counts.evicted(index.sweep(segment.number(), filling));
      }
    }
  }

  private void forget(SegmentFile segment, long filling, RecordHeader header) {
    if (header.kind() == RecordKind.TOMBSTONE) {
      return;
    }
    for (RingEntry entry : index.find(header.key())) {
      boolean gone = entry.isIn(segment.number(), filling);
      if (gone || reaches(header.key(), entry, segment.number(), filling)) {
        counts.evicted(index.remove(header.key(), entry) ? 1 : 0);
      }
    }
  }

  /// Whether content of an entry that is elsewhere lies in a filling of a segment.
  private boolean reaches(KeyHash key, RingEntry entry, int number, long filling) {
    if (!entry.glance().isScattered()) {
      return false;
    }
    EntryMetadata metadata = metadata(key, entry);
    return metadata != null && isIn(metadata.extents(), number, filling);
  }

  private static boolean isIn(List<Extent> extents, int number, long filling) {
    return extents.stream()
        .anyMatch(extent -> extent.segment() == number && extent.generation() == filling);
  }

  private @Nullable EntryMetadata metadata(KeyHash key, RingEntry entry) {
    try {
      return reading.read(key, entry);
    } catch (IOException e) {
      counts.unreadable(e);
      index.remove(key, entry);
      return null;
    }
  }

  /// @param reserved what has to fit afterwards
  private void rescue(long reserved) throws IOException {
    if (!segments.isFull()) {
      return;
    }
    SegmentFile next = segments.filled().getFirst();
    spentBytes = 0;
    budget = Math.min(segments.layout().segmentBytes() / 2, log.room() - reserved);
    SegmentWalk.through(next, (_, header) -> rescue(next, header));
  }

  private void rescue(SegmentFile from, RecordHeader header) throws IOException {
    if (header.kind() == RecordKind.TOMBSTONE || spentBytes >= budget) {
      return;
    }
    for (RingEntry entry : index.find(header.key())) {
      boolean here = entry.isIn(from.number(), from.generation());
      if (here || entry.glance().isScattered()) {
        rescue(from, header.key(), entry);
      }
    }
  }

  private void rescue(SegmentFile from, KeyHash key, RingEntry entry) throws IOException {
    EntryMetadata metadata = metadata(key, entry);
    if (metadata == null || !isWorthIt(from, entry, metadata)) {
      return;
    }
    MemoryContent content = load(key, entry, metadata);
    if (content != null) {
      spentBytes += cost(metadata);
      RingEntry fresh = rescued.whole(key, metadata.head(), content);
      if (fresh != null && index.replace(key, entry, fresh)) {
        counts.rescued();
      }
    }
  }

  private boolean isWorthIt(SegmentFile from, RingEntry entry, EntryMetadata metadata) {
    boolean concerned =
        entry.isIn(from.number(), from.generation())
            || isIn(metadata.extents(), from.number(), from.generation());
    return concerned
        && (entry.isReferenced() || isHot.test(metadata.head().key()))
        && spentBytes + cost(metadata) <= budget;
  }

  /// An upper bound of what it takes to write it again.
  private long cost(EntryMetadata metadata) {
    long records = 2 + metadata.contentBytes() / segments.layout().partBytes();
    // Each with its place in the metadata, and filled up to where the next may begin.
    long around = records * 2 * RecordHeader.OCTETS;
    int head = EntryCodec.encode(metadata.head(), metadata.contentBytes(), List.of()).remaining();
    return metadata.contentBytes() + head + around;
  }

  private @Nullable MemoryContent load(KeyHash key, RingEntry entry, EntryMetadata metadata) {
    List<ByteBuffer> pieces = new ArrayList<>();
    for (Extent extent : metadata.extents()) {
      SegmentFile segment = segments.at(extent.segment());
      if (segment == null || segment.generation() != extent.generation()) {
        return null;
      }
      try {
        pieces.add(segment.load(extent));
      } catch (IOException e) {
        counts.unreadable(e);
        index.remove(key, entry);
        return null;
      }
    }
    return StoredContent.over(pieces);
  }
}

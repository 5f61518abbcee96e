package dev.weir.cache.store.append;

import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.Related;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.RecordHeader;
import dev.weir.cache.store.segment.RecordKind;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.SegmentSummary;
import dev.weir.cache.store.segment.SegmentWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fills the index from what stands on disk, latest first, so that at no time something is found
/// that has been replaced or has become untrue since.
public final class RingLoading {

  private final RingIndex index;
  private final EntryReading reading;
  private final Consumer<IOException> unreadable;
  private final Consumer<KeyHash> untrue;
  private final BiConsumer<SegmentFile, SegmentSummary> unsummarised;

  private record Seen(int offset, RecordHeader header) {}

  /// Into an index that knows it is being loaded.
  ///
  /// @param unreadable hears why something could not be read
  /// @param untrue hears of keys that became untrue, by their groups, while this was not known of
  ///   them
  /// @param unsummarised is given the summaries of segments that have none
  public RingLoading(
      RingIndex index,
      EntryReading reading,
      Consumer<IOException> unreadable,
      Consumer<KeyHash> untrue,
      BiConsumer<SegmentFile, SegmentSummary> unsummarised) {
    this.index = index;
    this.reading = reading;
    this.unreadable = unreadable;
    this.untrue = untrue;
    this.unsummarised = unsummarised;
  }

  /// Loads one segment. What it holds may be given up meanwhile.
  public void load(SegmentFile segment) {
    SegmentSummary missing = new SegmentSummary();
    load(segment, visitor -> SegmentWalk.entries(segment, missing, visitor));
    if (!missing.isEmpty()) {
      unsummarised.accept(segment, missing);
    }
  }

  /// Loads a segment that is not full, and gives its summary until now.
  SegmentSummary loadHead(SegmentFile segment) {
    SegmentSummary summary = new SegmentSummary();
    load(segment, visitor -> SegmentWalk.walked(segment, summary, visitor));
    return summary;
  }

  private interface Walk {
    int through(SegmentWalk.Visitor visitor) throws IOException;
  }

  private void load(SegmentFile segment, Walk walk) {
    long filling = segment.generation();
    List<Seen> seen = new ArrayList<>();
    try {
      segment.endsAt(walk.through((offset, header) -> seen.add(new Seen(offset, header))));
    } catch (IOException e) {
      // What could be read up to there counts.
      unreadable.accept(e);
    }
    for (Seen record : seen.reversed()) {
      add(segment.number(), filling, record);
    }
    if (segment.generation() != filling) {
      index.sweep(segment.number(), filling);
    }
  }

  private void add(int number, long filling, Seen record) {
    KeyHash key = record.header().key();
    if (record.header().kind() == RecordKind.TOMBSTONE) {
      index.bury(key, filling, record.offset());
    } else if (record.header().glance().isRelated()) {
      addRelated(key, entry(number, filling, record, null));
    } else {
      index.add(key, entry(number, filling, record, null), () -> false);
    }
  }

  private static RingEntry entry(int number, long filling, Seen record, @Nullable Related related) {
    return new RingEntry(number, filling, record.offset(), record.header().glance(), related);
  }

  /// What else it can be found by stands in its metadata.
  private void addRelated(KeyHash key, RingEntry entry) {
    try {
      EntryMetadata metadata = reading.read(key, entry);
      Related related = metadata == null ? null : Related.of(metadata.head());
      RingEntry full =
          new RingEntry(
              entry.segment(), entry.generation(), entry.offset(), entry.glance(), related);
      if (related != null && index.isBuried(full, related)) {
        untrue.accept(key);
      } else {
        index.add(key, full, () -> false);
      }
    } catch (IOException e) {
      unreadable.accept(e);
    }
  }
}

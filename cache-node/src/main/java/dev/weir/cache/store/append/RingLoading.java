package dev.weir.cache.store.append;

import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.Related;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.Filling;
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

  /// Loads what a segment held when that was found out. It may be given up and begun anew before
  /// and meanwhile: then nothing of it stays, and what is written in its place is left alone.
  public void load(Filling filling) {
    SegmentSummary missing = new SegmentSummary();
    if (filling.isCurrent()
        && load(filling, visitor -> SegmentWalk.entries(filling, missing, visitor))
        && !missing.isEmpty()) {
      SegmentFile segment = filling.segment();
      segment.during(filling, () -> unsummarised.accept(segment, missing));
    }
  }

  /// Loads a segment that is not full, and gives its summary until now; null when not all of it
  /// could be read, so that nobody knows where it ends.
  @Nullable SegmentSummary loadHead(Filling filling) {
    SegmentSummary summary = new SegmentSummary();
    return load(filling, visitor -> SegmentWalk.walked(filling, summary, visitor)) ? summary : null;
  }

  private interface Walk {
    int through(SegmentWalk.Visitor visitor) throws IOException;
  }

  /// Says whether all could be read.
  private boolean load(Filling filling, Walk walk) {
    SegmentFile segment = filling.segment();
    List<Seen> seen = new ArrayList<>();
    // Unless more is known, it has to be supposed full.
    int end = segment.bytes();
    boolean whole = false;
    try {
      end = walk.through((offset, header) -> seen.add(new Seen(offset, header)));
      whole = true;
    } catch (IOException e) {
      // What could be read up to there counts.
      unreadable.accept(e);
    }
    int found = end;
    segment.during(filling, () -> segment.endsAt(found));
    for (Seen record : seen.reversed()) {
      add(segment.number(), filling.generation(), record);
    }
    if (!filling.isCurrent()) {
      index.sweep(segment.number(), filling.generation());
    }
    return whole;
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
      if (related == null || !index.isBuried(full, related)) {
        index.add(key, full, () -> false);
      }
      // Asked when it can be found: who buries groups looks for what is there after saying so.
      if (related != null && index.isBuried(full, related)) {
        untrue.accept(key);
      }
    } catch (IOException e) {
      unreadable.accept(e);
    }
  }
}

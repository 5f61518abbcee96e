package dev.weir.cache.store.append;

import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.RecordHeader;
import dev.weir.cache.store.segment.RecordKind;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.SegmentWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Fills the index from what stands on disk, latest first, so that at no time something is found
/// that has been replaced or has become untrue since.
public final class RingLoading {

  private final RingIndex index;
  private final Consumer<IOException> unreadable;

  private record Seen(int offset, RecordHeader header) {}

  /// Into an index that knows it is being loaded.
  ///
  /// @param unreadable hears why a segment could not be read to its end
  public RingLoading(RingIndex index, Consumer<IOException> unreadable) {
    this.index = index;
    this.unreadable = unreadable;
  }

  /// Loads one segment. What it holds may be given up meanwhile.
  public void load(SegmentFile segment) {
    long filling = segment.generation();
    List<Seen> seen = new ArrayList<>();
    try {
      int end =
          SegmentWalk.through(
              segment,
              (offset, header) -> {
                if (header.kind() != RecordKind.PART) {
                  seen.add(new Seen(offset, header));
                }
              });
      segment.endsAt(end);
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
    } else {
      index.add(
          key,
          new RingEntry(number, filling, record.offset(), record.header().glance()),
          () -> false);
    }
  }
}

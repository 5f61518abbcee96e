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

/// Fills the index from what stands on disk, latest first, so that at no time something is found
/// that has been replaced or has become untrue since.
final class RingLoading {

  private final RingIndex index;
  private final RingCounts counts;

  private record Seen(int offset, RecordHeader header) {}

  RingLoading(RingIndex index, RingCounts counts) {
    this.index = index;
    this.counts = counts;
  }

  /// Loads one segment. What it holds may be given up meanwhile.
  void load(SegmentFile segment) {
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
      counts.unreadable(e);
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

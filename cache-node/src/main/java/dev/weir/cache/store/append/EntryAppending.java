package dev.weir.cache.store.append;

import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.store.index.Related;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.segment.EntryCodec;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.Glance;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.Layout;
import dev.weir.cache.store.segment.RecordHeader;
import dev.weir.cache.store.segment.RecordKind;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns responses into records: a short one into one record with its content, a long one into a
/// record for each piece and, when all are there, one that says where they are.
final class EntryAppending {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final RingLog log;
  private final Room room;
  private final Segments segments;

  /// Sees to it that a record of this length fits; says whether something had to be done for that.
  @FunctionalInterface
  interface Room {
    boolean make(long octets) throws IOException;
  }

  EntryAppending(RingLog log, Room room, Segments segments) {
    this.log = log;
    this.room = room;
    this.segments = segments;
  }

  /// Appends a response with its content; null when it is too large for the ring.
  @Nullable RingEntry whole(KeyHash key, StoredResponse response, MemoryContent content)
      throws IOException {
    long length = content.length();
    Layout layout = segments.layout();
    if (length <= layout.partBytes()) {
      return entry(
          key,
          new Described(Glance.of(response, length), Related.of(response)),
          EntryCodec.encode(response, length, List.of()),
          content.duplicate());
    }
    List<Extent> extents = new ArrayList<>();
    for (long done = 0; done < length; done += layout.partBytes()) {
      long piece = Math.min(layout.partBytes(), length - done);
      extents.add(part(key, content.slice(done, piece).duplicate()));
    }
    return scattered(key, response, length, extents);
  }

  /// Makes room for new metadata of a response. Says whether there was none: then the response may
  /// have been taken away for that, or written again elsewhere, and has to be looked for anew.
  boolean makeRoomFor(StoredResponse fresh, EntryMetadata before) throws IOException {
    long octets =
        scatteredOctets(EntryCodec.encode(fresh, before.contentBytes(), before.extents()));
    return fitsSegment(octets) && room.make(octets);
  }

  private static long scatteredOctets(ByteBuffer metadata) {
    return (long) RecordHeader.OCTETS + metadata.remaining();
  }

  /// Appends a response whose content has been written already; null when some of that has been
  /// overwritten meanwhile, or there is too much of it for a record.
  @Nullable RingEntry scattered(
      KeyHash key, StoredResponse response, long contentBytes, List<Extent> extents)
      throws IOException {
    ByteBuffer metadata = EntryCodec.encode(response, contentBytes, extents);
    long octets = scatteredOctets(metadata);
    if (!fitsSegment(octets)) {
      return null;
    }
    // First, because it may cost us what the extents are in.
    room.make(octets);
    Glance glance = Glance.of(response, contentBytes).scattered();
    return areThere(extents)
        ? entry(key, new Described(glance, Related.of(response)), metadata, List.of())
        : null;
  }

  /// Appends a piece of content.
  Extent part(KeyHash key, List<ByteBuffer> octets) throws IOException {
    long length = octets.stream().mapToLong(ByteBuffer::remaining).sum();
    room.make(RecordHeader.OCTETS + length);
    RingLog.Appended done =
        log.append(RecordKind.PART, key, RecordHeader.NO_GLANCE, NOTHING.duplicate(), octets);
    return new Extent(
        done.segment().number(),
        done.segment().generation(),
        done.bodyOffset(),
        done.header().bodyBytes(),
        done.header().bodyCrc());
  }

  /// Appends word that nothing before counts.
  void tombstone(KeyHash key) throws IOException {
    room.make(RecordHeader.OCTETS);
    log.append(RecordKind.TOMBSTONE, key, RecordHeader.NO_GLANCE, NOTHING.duplicate(), List.of());
  }

  /// What the index is to know.
  private record Described(Glance glance, @Nullable Related related) {

    private Described {
      glance = related == null ? glance : glance.related();
    }
  }

  private @Nullable RingEntry entry(
      KeyHash key, Described described, ByteBuffer metadata, List<ByteBuffer> body)
      throws IOException {
    long octets =
        (long) RecordHeader.OCTETS
            + metadata.remaining()
            + body.stream().mapToLong(ByteBuffer::remaining).sum();
    if (!fitsSegment(octets)) {
      return null;
    }
    room.make(octets);
    RingLog.Appended done = log.append(RecordKind.ENTRY, key, described.glance(), metadata, body);
    return new RingEntry(
        done.segment().number(),
        done.segment().generation(),
        done.offset(),
        described.glance(),
        described.related());
  }

  private boolean fitsSegment(long octets) {
    return octets <= segments.layout().segmentBytes() - SegmentFile.FIRST_RECORD;
  }

  private boolean areThere(List<Extent> extents) {
    for (Extent extent : extents) {
      SegmentFile segment = segments.at(extent.segment());
      if (segment == null || segment.generation() != extent.generation()) {
        return false;
      }
    }
    return true;
  }
}

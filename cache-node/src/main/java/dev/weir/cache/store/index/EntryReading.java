package dev.weir.cache.store.index;

import dev.weir.cache.store.segment.CorruptRecordException;
import dev.weir.cache.store.segment.EntryCodec;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.RecordHeader;
import dev.weir.cache.store.segment.RecordKind;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads what an entry of the index stands for, believing nothing: header, checksum and key must be
/// right.
public final class EntryReading {

  private static final int READ_AT_ONCE = 4096;

  private final Segments segments;

  /// Over the segments of a ring.
  public EntryReading(Segments segments) {
    this.segments = segments;
  }

  /// The metadata of an entry; null when its segment has been begun anew meanwhile.
  ///
  /// @throws CorruptRecordException when something else stands there
  /// @throws IOException when it cannot be read
  public @Nullable EntryMetadata read(KeyHash key, RingEntry entry) throws IOException {
    SegmentFile segment = segments.pin(entry.segment(), entry.generation());
    if (segment == null) {
      return null;
    }
    try {
      return read(segment, key, entry);
    } finally {
      segment.unpin();
    }
  }

  private static EntryMetadata read(SegmentFile segment, KeyHash key, RingEntry entry)
      throws IOException {
    int offset = entry.offset();
    ByteBuffer start = ByteBuffer.allocate(Math.min(READ_AT_ONCE, segment.bytes() - offset));
    segment.read(offset, start);
    RecordHeader header = RecordHeader.decode(start, 0, segment.stamp());
    if (header == null || header.kind() != RecordKind.ENTRY || !header.key().equals(key)) {
      throw new CorruptRecordException(segment.file() + " has no such record at " + offset);
    }
    if (header.octets() > segment.bytes() - offset) {
      throw new CorruptRecordException(
          segment.file() + ": the record at " + offset + " is too long");
    }
    EntryMetadata metadata = EntryCodec.decode(metadata(segment, offset, header, start));
    if (!KeyHash.of(metadata.head().key()).equals(key)) {
      throw new CorruptRecordException(segment.file() + ": another key at " + offset);
    }
    return header.bodyBytes() == 0 ? metadata : withBody(metadata, entry, header);
  }

  private static ByteBuffer metadata(
      SegmentFile segment, int offset, RecordHeader header, ByteBuffer start) throws IOException {
    ByteBuffer metadata;
    if (RecordHeader.OCTETS + header.metaBytes() <= start.limit()) {
      metadata = start.slice(RecordHeader.OCTETS, header.metaBytes());
    } else {
      metadata = ByteBuffer.allocate(header.metaBytes());
      segment.read(offset + RecordHeader.OCTETS, metadata);
    }
    CRC32C crc = new CRC32C();
    crc.update(metadata.duplicate());
    if ((int) crc.getValue() != header.metaCrc()) {
      throw new CorruptRecordException(segment.file() + ": metadata at " + offset + " are damaged");
    }
    return metadata;
  }

  private static EntryMetadata withBody(
      EntryMetadata metadata, RingEntry entry, RecordHeader header) {
    int offset = entry.offset() + RecordHeader.OCTETS + header.metaBytes();
    return new EntryMetadata(
        metadata.head(),
        metadata.contentBytes(),
        List.of(
            new Extent(
                entry.segment(),
                entry.generation(),
                offset,
                header.bodyBytes(),
                header.bodyCrc())));
  }
}

package dev.weir.cache.store.append;

import dev.weir.cache.store.segment.Glance;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.RecordHeader;
import dev.weir.cache.store.segment.RecordKind;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.SegmentSummary;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The write head of the ring: where the next record goes. Used by one thread.
///
/// Content and metadata are written before the header, so that a process killed at any moment
/// leaves whole records and, after the last, something that is none.
final class RingLog {

  private static final int STAGING_BYTES = 384 << 10;

  private final Segments segments;
  private final SecureRandom stamps = new SecureRandom();
  private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES);
  private final ByteBuffer header = ByteBuffer.allocateDirect(RecordHeader.OCTETS);
  private SegmentSummary summary = new SegmentSummary();
  private @Nullable SegmentFile head;
  private long lastGeneration;
  private volatile Position position = new Position(0, 0);

  RingLog(Segments segments) {
    this.segments = segments;
  }

  /// A place in the order of everything ever written.
  record Position(long generation, int offset) {}

  /// A record just written.
  record Appended(SegmentFile segment, int offset, RecordHeader header) {

    int bodyOffset() {
      return offset + RecordHeader.OCTETS + header.metaBytes();
    }
  }

  /// Goes on behind the last record of a segment written before, whose summary until now is given.
  void resume(SegmentFile segment, SegmentSummary until) {
    segments.forgetSummary(segment);
    summary = until;
    head = segment;
    lastGeneration = segment.generation();
    position = new Position(lastGeneration, segment.end());
  }

  /// Goes on behind everything written before, in a segment of its own.
  void resumeAfter(SegmentFile segment) {
    lastGeneration = segment.generation();
    position = new Position(lastGeneration, segment.bytes());
  }

  /// Goes on in a segment that has been vacated.
  void begin(SegmentFile vacated) throws IOException {
    if (head != null) {
      segments.summarise(head, summary);
    }
    summary.clear();
    head = null;
    vacated.begin(lastGeneration + 1, stamps.nextLong());
    lastGeneration++;
    head = vacated;
    position = new Position(lastGeneration, vacated.end());
  }

  /// Goes on in another segment, wherever it is in this one.
  void leave() {
    summary.clear();
    head = null;
  }

  /// The segment being written, null before the first.
  @Nullable SegmentFile head() {
    return head;
  }

  /// Everything written until now is before this; any thread may ask.
  Position position() {
    return position;
  }

  /// Whether a record of this length fits into what is left of the segment.
  boolean fits(long octets) {
    return octets <= room();
  }

  /// What is left of the segment.
  long room() {
    return head == null ? 0 : head.bytes() - head.end();
  }

  /// Writes a record; it must fit.
  Appended append(
      RecordKind kind, KeyHash key, Glance glance, ByteBuffer metadata, List<ByteBuffer> body)
      throws IOException {
    SegmentFile segment = head;
    if (segment == null) {
      throw new IllegalStateException("no segment has been begun");
    }
    int offset = segment.end();
    RecordHeader record =
        new RecordHeader(
            kind,
            key,
            glance,
            metadata.remaining(),
            (int) body.stream().mapToLong(ByteBuffer::remaining).sum(),
            crc(List.of(metadata)),
            crc(body));
    if (!fits(record.octets())) {
      throw new IllegalStateException("a record of " + record.octets() + " octets does not fit");
    }
    write(segment, offset + RecordHeader.OCTETS, metadata, body);
    segment.write(offset, record.encode(segment.stamp(), header));
    summary.add(offset, record, segment.stamp());
    segment.endsAt(RecordHeader.after(offset, record.octets()));
    position = new Position(lastGeneration, segment.end());
    return new Appended(segment, offset, record);
  }

  private void write(SegmentFile segment, int offset, ByteBuffer metadata, List<ByteBuffer> body)
      throws IOException {
    staging.clear();
    int at = stage(segment, offset, metadata);
    for (ByteBuffer piece : body) {
      at = stage(segment, at, piece);
    }
    segment.write(at, staging.flip());
  }

  /// Gathers small pieces, so that they cost one call; says where what is gathered belongs.
  private int stage(SegmentFile segment, int at, ByteBuffer octets) throws IOException {
    int place = at;
    ByteBuffer left = octets.duplicate();
    while (left.hasRemaining()) {
      if (!staging.hasRemaining()) {
        segment.write(place, staging.flip());
        place += staging.limit();
        staging.clear();
      }
      int length = Math.min(left.remaining(), staging.remaining());
      staging.put(left.slice(left.position(), length));
      left.position(left.position() + length);
    }
    return place;
  }

  private static int crc(List<ByteBuffer> buffers) {
    CRC32C crc = new CRC32C();
    for (ByteBuffer buffer : buffers) {
      crc.update(buffer.duplicate());
    }
    return (int) crc.getValue();
  }
}

package dev.weir.cache.store.segment;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Goes from record to record through what a segment holds.
public final class SegmentWalk {

  /// Where records are short, many are read at once; where they are long, only what they begin
  /// with.
  private static final int READ_OF_MANY = 64 << 10;

  private static final int READ_OF_ONE = 1024;

  private final SegmentFile segment;
  private final long stamp;
  private final ByteBuffer window = ByteBuffer.allocateDirect(READ_OF_MANY);
  private int windowStart;

  /// Is told of each record.
  @FunctionalInterface
  public interface Visitor {
    /// A record with this header begins at `offset`.
    void visit(int offset, RecordHeader header) throws IOException;
  }

  private SegmentWalk(SegmentFile segment, long stamp) {
    this.segment = segment;
    this.stamp = stamp;
    this.window.limit(0);
  }

  /// Shows every record of a segment, in the order they were written; says where the next one would
  /// begin.
  public static int through(SegmentFile segment, Visitor visitor) throws IOException {
    return new SegmentWalk(segment, segment.stamp()).walk(visitor);
  }

  /// The same without pieces of content, from the segment's summary where there is one that fits,
  /// else from the segment itself; what is found there is added to `missing`.
  public static int entries(Filling filling, SegmentSummary missing, Visitor visitor)
      throws IOException {
    int end = SegmentSummary.through(filling, visitor);
    return end >= 0 ? end : walked(filling, missing, visitor);
  }

  /// The same from the segment itself.
  public static int walked(Filling filling, SegmentSummary missing, Visitor visitor)
      throws IOException {
    return new SegmentWalk(filling.segment(), filling.stamp())
        .walk((offset, header) -> {
          missing.add(offset, header, filling.stamp());
          if (header.kind() != RecordKind.PART) {
            visitor.visit(offset, header);
          }
        });
  }

  private int walk(Visitor visitor) throws IOException {
    int offset = SegmentFile.FIRST_RECORD;
    long length = 0;
    while (offset <= segment.bytes() - RecordHeader.OCTETS) {
      show(offset, length);
      RecordHeader header = RecordHeader.decode(window, offset - windowStart, stamp);
      if (header == null || header.octets() > segment.bytes() - offset) {
        return offset;
      }
      visitor.visit(offset, header);
      length = header.octets();
      offset = RecordHeader.after(offset, length);
    }
    return offset;
  }

  /// @param lengthBefore of the record before: the next is likely to be similar
  private void show(int offset, long lengthBefore) throws IOException {
    if (offset >= windowStart && offset + RecordHeader.OCTETS <= windowStart + window.limit()) {
      return;
    }
    int wanted = lengthBefore * 8 < READ_OF_MANY ? READ_OF_MANY : READ_OF_ONE;
    window.clear().limit(Math.min(wanted, segment.bytes() - offset));
    windowStart = offset;
    segment.read(offset, window);
  }
}

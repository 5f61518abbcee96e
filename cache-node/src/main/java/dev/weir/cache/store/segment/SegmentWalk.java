package dev.weir.cache.store.segment;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Goes from record to record through what a segment holds.
public final class SegmentWalk {

  private static final int READ_AT_ONCE = 4096;

  private final SegmentFile segment;
  private final long stamp;
  private final ByteBuffer window = ByteBuffer.allocateDirect(READ_AT_ONCE);
  private int windowStart;

  /// Is told of each record.
  @FunctionalInterface
  public interface Visitor {
    /// A record with this header begins at `offset`.
    void visit(int offset, RecordHeader header) throws IOException;
  }

  private SegmentWalk(SegmentFile segment) {
    this.segment = segment;
    this.stamp = segment.stamp();
    this.window.limit(0);
  }

  /// Shows every record of a segment, in the order they were written; says where the next one would
  /// begin.
  public static int through(SegmentFile segment, Visitor visitor) throws IOException {
    return new SegmentWalk(segment).walk(visitor);
  }

  private int walk(Visitor visitor) throws IOException {
    int offset = SegmentFile.FIRST_RECORD;
    while (offset <= segment.bytes() - RecordHeader.OCTETS) {
      show(offset);
      RecordHeader header = RecordHeader.decode(window, offset - windowStart, stamp);
      if (header == null || header.octets() > segment.bytes() - offset) {
        return offset;
      }
      visitor.visit(offset, header);
      offset = RecordHeader.after(offset, header.octets());
    }
    return offset;
  }

  private void show(int offset) throws IOException {
    if (offset >= windowStart && offset + RecordHeader.OCTETS <= windowStart + window.limit()) {
      return;
    }
    window.clear().limit(Math.min(READ_AT_ONCE, segment.bytes() - offset));
    windowStart = offset;
    segment.read(offset, window);
  }
}

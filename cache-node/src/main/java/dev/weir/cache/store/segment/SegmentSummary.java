package dev.weir.cache.store.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The headers of the records of a full segment, in a file beside it: where responses are short, a
/// fraction of the octets has to be read at a start. It says for which filling of the segment it
/// is; without it, or with one that is damaged or of another filling, the segment itself is read.
///
/// Used by one thread.
public final class SegmentSummary {

  private static final long MAGIC = 0x5745_4952_5355_4D4DL; // WEIRSUMM
  private static final int VERSION = 1;
  private static final int HEAD_OCTETS = 40;
  private static final int CRC_AT = HEAD_OCTETS - Integer.BYTES;
  private static final int ROW_OCTETS = Integer.BYTES + RecordHeader.OCTETS;
  private static final int FIRST_ROOM = 64 << 10;

  private final ByteBuffer record = ByteBuffer.allocate(RecordHeader.OCTETS);
  private ByteBuffer rows = ByteBuffer.allocate(FIRST_ROOM);

  /// Adds a record; pieces of content are left out, their entries say where they are.
  public void add(int offset, RecordHeader header, long stamp) {
    if (header.kind() == RecordKind.PART) {
      return;
    }
    if (rows.remaining() < ROW_OCTETS) {
      rows = ByteBuffer.allocate(rows.capacity() * 2).put(rows.flip());
    }
    rows.putInt(offset).put(header.encode(stamp, record));
  }

  /// Whether nothing has been added.
  public boolean isEmpty() {
    return rows.position() == 0;
  }

  /// Removes the summary of a segment that is going to be written to.
  static void delete(SegmentFile segment) throws IOException {
    Files.deleteIfExists(file(segment));
  }

  /// Forgets everything, for the next segment.
  public void clear() {
    rows.clear();
  }

  /// Writes what has been added beside a segment that is full.
  public void write(Disk disk, SegmentFile segment) throws IOException {
    ByteBuffer body = rows.duplicate().flip();
    ByteBuffer head = head(segment.filling(), body.remaining() / ROW_OCTETS, segment.end());
    head.putInt(CRC_AT, crc(head, body));
    try (FileChannel channel = disk.open(file(segment))) {
      channel.truncate(0);
      write(channel, 0, head);
      write(channel, HEAD_OCTETS, body);
    }
  }

  private static void write(FileChannel channel, long offset, ByteBuffer octets)
      throws IOException {
    long position = offset;
    while (octets.hasRemaining()) {
      position += channel.write(octets, position);
    }
  }

  /// Shows every record of a segment that its summary names, in the order they were written; says
  /// where the next one would begin, -1 when there is no summary of this filling.
  static int through(Filling filling, SegmentWalk.Visitor visitor) throws IOException {
    ByteBuffer in = read(filling);
    if (in == null) {
      return -1;
    }
    int end = in.getInt(CRC_AT - Integer.BYTES);
    for (int at = HEAD_OCTETS; at < in.limit(); at += ROW_OCTETS) {
      RecordHeader header = RecordHeader.decode(in, at + Integer.BYTES, filling.stamp());
      int offset = in.getInt(at);
      if (header != null && header.octets() <= filling.segment().bytes() - offset) {
        visitor.visit(offset, header);
      }
    }
    return end;
  }

  private static @Nullable ByteBuffer read(Filling filling) throws IOException {
    SegmentFile segment = filling.segment();
    Path file = file(segment);
    if (!Files.exists(file)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEAD_OCTETS || size > segment.bytes() || (size - HEAD_OCTETS) % ROW_OCTETS != 0) {
        return null;
      }
      ByteBuffer in = ByteBuffer.allocateDirect((int) size);
      while (in.hasRemaining() && channel.read(in) >= 0) {
        // Until it is full, or the file ends early: the checksum tells.
      }
      return isOf(filling, in.clear()) ? in : null;
    }
  }

  private static boolean isOf(Filling filling, ByteBuffer in) {
    int rows = (in.limit() - HEAD_OCTETS) / ROW_OCTETS;
    ByteBuffer expected = head(filling, rows, in.getInt(CRC_AT - Integer.BYTES));
    return expected.slice(0, CRC_AT).equals(in.slice(0, CRC_AT))
        && in.getInt(CRC_AT) == crc(in, in.slice(HEAD_OCTETS, in.limit() - HEAD_OCTETS));
  }

  private static ByteBuffer head(Filling filling, int rows, int end) {
    ByteBuffer head = ByteBuffer.allocate(HEAD_OCTETS);
    head.putLong(MAGIC).putInt(VERSION).putInt(rows);
    head.putLong(filling.generation()).putLong(filling.stamp()).putInt(end);
    return head.clear();
  }

  private static int crc(ByteBuffer head, ByteBuffer body) {
    CRC32C crc = new CRC32C();
    crc.update(head.slice(0, CRC_AT));
    crc.update(body.duplicate());
    return (int) crc.getValue();
  }

  private static Path file(SegmentFile segment) {
    String name = String.valueOf(segment.file().getFileName());
    return segment.file().resolveSibling(name.replace(".seg", ".sum"));
  }
}

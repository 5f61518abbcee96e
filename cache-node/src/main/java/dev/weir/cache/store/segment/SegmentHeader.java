package dev.weir.cache.store.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// What a segment file begins with.
///
/// @param generation rises with each segment begun; 0 when the segment holds nothing
/// @param stamp every record of this generation bears it
record SegmentHeader(int number, int segmentBytes, long generation, long stamp) {

  static final int OCTETS = 64;
  private static final long MAGIC = 0x5745_4952_5249_4E47L; // WEIRRING
  private static final int VERSION = 1;
  private static final int CRC_AT = OCTETS - Integer.BYTES;

  /// What a file was found to begin with.
  sealed interface Found {

    /// A header of ours.
    record Ours(SegmentHeader header) implements Found {}

    /// Nothing but zeros: a file just made.
    record Blank() implements Found {}

    /// Something else.
    record Foreign(String why) implements Found {}
  }

  ByteBuffer encode() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(OCTETS);
    buffer.putLong(MAGIC).putInt(VERSION).putInt(number).putInt(segmentBytes).putInt(0);
    buffer.putLong(generation).putLong(stamp);
    buffer.putInt(CRC_AT, crc(buffer));
    return buffer.clear();
  }

  /// Reads what `buffer` holds.
  static Found decode(ByteBuffer buffer) {
    ByteBuffer in = buffer.slice(0, OCTETS);
    long magic = in.getLong();
    int version = in.getInt();
    if (magic == 0 && version == 0) {
      return new Found.Blank();
    }
    if (magic != MAGIC) {
      return new Found.Foreign("it is no file of ours");
    }
    if (version != VERSION) {
      return new Found.Foreign("its format is version " + version + ", ours is " + VERSION);
    }
    if (in.getInt(CRC_AT) != crc(in)) {
      return new Found.Foreign("its header is damaged");
    }
    int number = in.getInt();
    int bytes = in.getInt();
    in.getInt();
    return new Found.Ours(new SegmentHeader(number, bytes, in.getLong(), in.getLong()));
  }

  /// The header of a file.
  ///
  /// @throws CorruptRecordException when it has none
  static SegmentHeader read(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(OCTETS);
    if (channel.read(buffer, 0) < OCTETS) {
      throw new CorruptRecordException("is too short to be a segment");
    }
    return switch (decode(buffer.flip())) {
      case Found.Ours(SegmentHeader header) when header.segmentBytes > OCTETS -> header;
      case Found.Ours _ -> throw new CorruptRecordException("its header makes no sense");
      case Found.Blank() -> throw new CorruptRecordException("has no header");
      case Found.Foreign(String why) -> throw new CorruptRecordException(why);
    };
  }

  private static int crc(ByteBuffer buffer) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(0, CRC_AT));
    return (int) crc.getValue();
  }
}

package dev.weir.cache.store.segment;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The 128 octets every record begins with, written last: a record is there when its header is.
///
/// It bears the stamp of its segment, a random number drawn when the segment was begun. Without it,
/// content that looks like a record could be taken for one after a crash; whoever sends us content
/// cannot know it.
///
/// @param glance of an entry; of no meaning for other kinds
/// @param metaBytes length of the metadata, which follow the header
/// @param bodyBytes length of the content after the metadata
public record RecordHeader(
    RecordKind kind,
    KeyHash key,
    Glance glance,
    int metaBytes,
    int bodyBytes,
    int metaCrc,
    int bodyCrc) {

  /// Length of a header.
  public static final int OCTETS = 128;

  /// Records begin at multiples of this.
  static final int ALIGNMENT = 8;

  /// For records that say nothing of a response.
  public static final Glance NO_GLANCE = new Glance(0, 0, 0, 0, 0, 0, (short) 0, (short) 0);

  private static final int MAGIC = 0xC055_5EC1;
  private static final byte VERSION = 1;
  private static final int CRC_AT = OCTETS - Integer.BYTES;

  /// The whole record, its header included.
  public long octets() {
    return (long) OCTETS + metaBytes + bodyBytes;
  }

  /// Where the record after one of `octets` at `offset` begins.
  public static int after(int offset, long octets) {
    long end = offset + octets;
    return Math.toIntExact((end + ALIGNMENT - 1) & -ALIGNMENT);
  }

  /// Writes the binary form in a segment of this stamp into a buffer of as many octets, which it
  /// gives back to be read.
  public ByteBuffer encode(long stamp, ByteBuffer buffer) {
    buffer.clear();
    buffer.putInt(MAGIC).put(VERSION).put(kind.code()).putShort((short) 0);
    buffer.putLong(stamp).putLong(key.high()).putLong(key.low());
    buffer.putLong(glance.selecting()).putLong(glance.timestampMillis());
    buffer.putLong(glance.expiryMillis()).putLong(glance.lastModifiedMillis());
    buffer.putLong(glance.storedMillis()).putLong(glance.contentBytes());
    buffer.putShort(glance.status()).putShort(glance.flags());
    buffer.putInt(metaBytes).putInt(bodyBytes).putInt(metaCrc).putInt(bodyCrc);
    buffer.putInt(CRC_AT, crc(buffer.slice(0, CRC_AT)));
    return buffer.clear();
  }

  /// What stands at `offset` of `buffer`, null when that is no record of this stamp.
  public static @Nullable RecordHeader decode(ByteBuffer buffer, int offset, long stamp) {
    ByteBuffer in = buffer.slice(offset, OCTETS);
    if (in.getInt() != MAGIC || in.get() != VERSION) {
      return null;
    }
    RecordKind kind = RecordKind.of(in.get());
    in.getShort();
    if (kind == null || in.getLong() != stamp || in.getInt(CRC_AT) != crc(in.slice(0, CRC_AT))) {
      return null;
    }
    KeyHash key = new KeyHash(in.getLong(), in.getLong());
    Glance glance = glance(in);
    RecordHeader header =
        new RecordHeader(kind, key, glance, in.getInt(), in.getInt(), in.getInt(), in.getInt());
    return header.metaBytes < 0 || header.bodyBytes < 0 ? null : header;
  }

  private static Glance glance(ByteBuffer in) {
    return new Glance(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getShort(),
        in.getShort());
  }

  private static int crc(ByteBuffer octets) {
    CRC32C crc = new CRC32C();
    crc.update(octets);
    return (int) crc.getValue();
  }
}

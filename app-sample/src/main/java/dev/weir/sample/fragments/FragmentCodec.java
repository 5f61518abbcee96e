package dev.weir.sample.fragments;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The form of a fragment in memcached: `WRF1`, expiry, cost, key, content, CRC-32C over all
/// before.
///
/// What comes back is taken for nothing but octets until form, checksum and key are right. Lengths
/// are compared with what is there before anything is allocated.
final class FragmentCodec {

  private static final int MAGIC = 0x5752_4631;
  private static final int NO_CONTENT = -1;
  private static final int HEAD_BYTES = Integer.BYTES + Long.BYTES + Long.BYTES;
  private static final int LENGTHS_BYTES = 2 * Integer.BYTES;
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  private FragmentCodec() {}

  /// What a value turned out to be.
  sealed interface Decoded {
    record Whole(Fragment fragment) implements Decoded {}

    /// Not ours, damaged, of another version, or of another key.
    record Refused(String reason) implements Decoded {}
  }

  static byte[] encode(FragmentKey key, Fragment fragment) {
    byte[] keyBytes = key.text().getBytes(StandardCharsets.UTF_8);
    byte @Nullable [] content = fragment.content();
    int contentLength = content == null ? 0 : content.length;
    ByteBuffer value =
        ByteBuffer.allocate(
            HEAD_BYTES + LENGTHS_BYTES + keyBytes.length + contentLength + CHECKSUM_BYTES);
    value.putInt(MAGIC);
    value.putLong(fragment.expires().toEpochMilli());
    value.putLong(fragment.cost().toNanos());
    value.putInt(keyBytes.length).put(keyBytes);
    if (content == null) {
      value.putInt(NO_CONTENT);
    } else {
      value.putInt(contentLength).put(content);
    }
    value.putInt(checksum(value.array(), value.position()));
    return value.array();
  }

  static Decoded decode(FragmentKey key, byte[] octets) {
    int least = HEAD_BYTES + LENGTHS_BYTES + CHECKSUM_BYTES;
    if (octets.length < least) {
      return new Decoded.Refused("too short");
    }
    ByteBuffer value = ByteBuffer.wrap(octets);
    if (value.getInt() != MAGIC) {
      return new Decoded.Refused("not a fragment");
    }
    int checksumAt = octets.length - CHECKSUM_BYTES;
    if (value.getInt(checksumAt) != checksum(octets, checksumAt)) {
      return new Decoded.Refused("damaged");
    }
    Instant expires = Instant.ofEpochMilli(value.getLong());
    Duration cost = Duration.ofNanos(value.getLong());
    return body(key, value.limit(checksumAt), expires, cost);
  }

  private static Decoded body(FragmentKey key, ByteBuffer value, Instant expires, Duration cost) {
    byte[] keyBytes = key.text().getBytes(StandardCharsets.UTF_8);
    if (value.getInt() != keyBytes.length || value.remaining() < keyBytes.length + Integer.BYTES) {
      return new Decoded.Refused("another key");
    }
    byte[] stored = new byte[keyBytes.length];
    value.get(stored);
    if (!Arrays.equals(stored, keyBytes)) {
      return new Decoded.Refused("another key");
    }
    int length = value.getInt();
    if (length == NO_CONTENT && !value.hasRemaining()) {
      return new Decoded.Whole(new Fragment(null, expires, cost));
    }
    if (length != value.remaining()) {
      return new Decoded.Refused("lengths that do not add up");
    }
    byte[] content = new byte[length];
    value.get(content);
    return new Decoded.Whole(new Fragment(content, expires, cost));
  }

  private static int checksum(byte[] octets, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(octets, 0, length);
    return (int) checksum.getValue();
  }
}

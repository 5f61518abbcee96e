package dev.weir.cache.store.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Octets being written, growing as needed.
final class Octets {

  private ByteBuffer buffer = ByteBuffer.allocate(1024);

  void octet(int value) {
    room(1).put((byte) value);
  }

  void integer(int value) {
    room(Integer.BYTES).putInt(value);
  }

  void integer64(long value) {
    room(Long.BYTES).putLong(value);
  }

  void text(String value) {
    byte[] octets = value.getBytes(StandardCharsets.UTF_8);
    integer(octets.length);
    room(octets.length).put(octets);
  }

  void maybeText(@Nullable String value) {
    octet(value == null ? 0 : 1);
    if (value != null) {
      text(value);
    }
  }

  void instant(Instant value) {
    integer64(value.getEpochSecond());
    integer(value.getNano());
  }

  void maybeInstant(@Nullable Instant value) {
    octet(value == null ? 0 : 1);
    if (value != null) {
      instant(value);
    }
  }

  void duration(Duration value) {
    integer64(value.getSeconds());
    integer(value.getNano());
  }

  ByteBuffer toBuffer() {
    return buffer.flip();
  }

  private ByteBuffer room(int octets) {
    if (buffer.remaining() < octets) {
      int size = Math.max(buffer.capacity() * 2, buffer.position() + octets);
      buffer =
          ByteBuffer.wrap(Arrays.copyOf(buffer.array(), size)) // ours, with an array
              .position(buffer.position());
    }
    return buffer;
  }
}

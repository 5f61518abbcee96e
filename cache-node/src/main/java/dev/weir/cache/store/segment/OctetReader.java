package dev.weir.cache.store.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Octets being read; what is not there makes it throw one of several runtime exceptions.
final class OctetReader {

  private final ByteBuffer buffer;

  OctetReader(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  int octet() {
    return buffer.get();
  }

  int integer() {
    return buffer.getInt();
  }

  long integer64() {
    return buffer.getLong();
  }

  /// A number of things to follow, each at least an octet long.
  int count() {
    int count = buffer.getInt();
    if (count < 0 || count > buffer.remaining()) {
      throw new IllegalArgumentException("a count of " + count);
    }
    return count;
  }

  String text() {
    byte[] octets = new byte[count()];
    buffer.get(octets);
    return new String(octets, StandardCharsets.UTF_8);
  }

  @Nullable String maybeText() {
    return octet() == 0 ? null : text();
  }

  Instant instant() {
    return Instant.ofEpochSecond(integer64(), integer());
  }

  @Nullable Instant maybeInstant() {
    return octet() == 0 ? null : instant();
  }

  Duration duration() {
    return Duration.ofSeconds(integer64(), integer());
  }
}

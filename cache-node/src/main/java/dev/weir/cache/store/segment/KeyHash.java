package dev.weir.cache.store.segment;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/// The first half of the SHA-256 of a cache key: short, and not to be made to collide.
public record KeyHash(long high, long low) {

  /// Of a key.
  public static KeyHash of(CacheKey key) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(key.uri().getBytes(StandardCharsets.UTF_8)));
    return new KeyHash(hash.getLong(), hash.getLong());
  }

  /// What tells variants of one key apart, 0 where nothing is selected on.
  public static long selecting(SelectingFields selecting) {
    if (selecting.names().isEmpty()) {
      return 0;
    }
    MessageDigest sha256 = sha256();
    for (Map.Entry<String, String> field : selecting.values().entrySet()) {
      sha256.update(field.getKey().getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) ':');
      sha256.update(field.getValue().getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) '\n');
    }
    // Never 0: that is for responses that do not vary.
    return ByteBuffer.wrap(sha256.digest()).getLong() | 1;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

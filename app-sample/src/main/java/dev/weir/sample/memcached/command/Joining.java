package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.item.Item;
import org.jspecify.annotations.Nullable;

/// How a data block that arrives and the value already there become one value.
enum Joining {
  REPLACE,
  APPEND,
  PREPEND;

  /// The joined value, or `null` when it would be longer than an item may be.
  byte @Nullable [] join(Item present, byte[] arrived) {
    if (this == REPLACE) {
      return arrived;
    }
    byte[] there = present.value();
    if ((long) there.length + arrived.length > DataBlock.MAX_BYTES) {
      return null;
    }
    return this == APPEND ? concatenated(there, arrived) : concatenated(arrived, there);
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] whole = new byte[first.length + second.length];
    System.arraycopy(first, 0, whole, 0, first.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }
}

package dev.weir.cache.store.segment;

import dev.weir.cache.entry.StoredFacts;
import java.util.EnumSet;
import java.util.Set;

/// The flags of a response as bits; what a bit means never changes.
final class FlagBits {

  private FlagBits() {}

  static int of(Set<StoredFacts.Flag> flags) {
    int bits = 0;
    for (StoredFacts.Flag flag : flags) {
      bits |= bit(flag);
    }
    return bits;
  }

  static Set<StoredFacts.Flag> flags(int bits) {
    Set<StoredFacts.Flag> flags = EnumSet.noneOf(StoredFacts.Flag.class);
    for (StoredFacts.Flag flag : StoredFacts.Flag.values()) {
      if ((bits & bit(flag)) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private static int bit(StoredFacts.Flag flag) {
    return switch (flag) {
      case REVALIDATE_ALWAYS -> 1;
      case REVALIDATE_STALE -> 2;
      case NEGATIVE -> 4;
      case PURGED -> 8;
    };
  }
}

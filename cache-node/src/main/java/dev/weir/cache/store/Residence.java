package dev.weir.cache.store;

import dev.weir.cache.entry.CacheKey;

/// The place of one key in the second-chance ring; the links are guarded by the store's lock.
final class Residence {

  private final CacheKey key;
  private volatile boolean referenced;
  Residence previous = this;
  Residence next = this;

  Residence(CacheKey key) {
    this.key = key;
  }

  CacheKey key() {
    return key;
  }

  /// Marks the key used; called for every hit, so it writes only when it has to.
  void refer() {
    if (!referenced) {
      referenced = true;
    }
  }

  /// Whether it was used since the hand last came by.
  boolean isReferenced() {
    return referenced;
  }

  /// The same, which uses that chance up.
  boolean takeChance() {
    boolean had = referenced;
    referenced = false;
    return had;
  }
}

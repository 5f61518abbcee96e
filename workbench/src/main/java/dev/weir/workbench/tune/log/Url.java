package dev.weir.workbench.tune.log;

import dev.weir.cache.entry.CacheKey;

/// A URL seen in a log, one object for all its lines.
///
/// @param slot its place in arrays kept beside the table; used again after the URL was dropped
public record Url(CacheKey key, int slot) {

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return slot;
  }
}

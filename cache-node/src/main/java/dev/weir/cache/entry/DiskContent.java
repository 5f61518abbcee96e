package dev.weir.cache.entry;

import org.jspecify.annotations.Nullable;

/// Content that lies on disk and is read piece by piece by whoever sends it.
public non-sealed interface DiskContent extends StoredContent {

  /// What it takes to know where it lies.
  int PLACE_OCTETS = 256;

  @Override
  default long octetsInMemory() {
    return PLACE_OCTETS;
  }

  /// Begins to read `partLength` octets from `offset` on; null when they are not there any more.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the content
  @Nullable ContentReading read(long offset, long partLength);
}

package dev.weir.cache.store;

/// How much a store holds.
///
/// @param memoryBytes all stored responses together, content outside the heap included
/// @param largestBytes the largest single response
/// @param variantsPerUri stored responses told apart by Vary under one URI
public record StoreLimits(long memoryBytes, long largestBytes, int variantsPerUri) {

  /// Enough for every combination of encodings and languages in use, too few to fill a cache with
  /// one URI.
  public static final int USUAL_VARIANTS_PER_URI = 16;

  /// Checks that there is room for something.
  public StoreLimits {
    if (memoryBytes < 0 || largestBytes < 0 || variantsPerUri < 1) {
      throw new IllegalArgumentException(
          "store limits out of range: "
              + memoryBytes
              + ", "
              + largestBytes
              + ", "
              + variantsPerUri);
    }
  }
}

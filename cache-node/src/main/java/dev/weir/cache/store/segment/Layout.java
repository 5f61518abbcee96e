package dev.weir.cache.store.segment;

/// How the capacity of a ring is cut into segments of equal size.
///
/// @param segments how many
/// @param segmentBytes size of each, header included
public record Layout(int segments, int segmentBytes) {

  private static final int LARGEST_SEGMENT_BYTES = 64 << 20;
  private static final int LEAST_SEGMENTS = 8;
  private static final int LEAST_CAPACITY_BYTES = 1 << 20;
  private static final int LARGEST_PART_BYTES = 256 << 10;
  private static final int FILE_BLOCK_BYTES = 4096;

  /// For a ring of this capacity: segments of 64 MiB, smaller ones where fewer than eight would
  /// fit.
  ///
  /// @throws IllegalArgumentException below one mebibyte
  public static Layout of(long capacityBytes) {
    if (capacityBytes < LEAST_CAPACITY_BYTES) {
      throw new IllegalArgumentException("a ring of " + capacityBytes + " octets is too small");
    }
    long size = Math.min(LARGEST_SEGMENT_BYTES, capacityBytes / LEAST_SEGMENTS);
    int aligned = (int) (size - size % FILE_BLOCK_BYTES);
    return new Layout(Math.toIntExact(capacityBytes / aligned), aligned);
  }

  /// Largest piece of content in one record; a segment holds several.
  public int partBytes() {
    return Math.min(LARGEST_PART_BYTES, (segmentBytes / LEAST_SEGMENTS) & -RecordHeader.ALIGNMENT);
  }

  /// All segments together.
  public long capacityBytes() {
    return (long) segments * segmentBytes;
  }
}

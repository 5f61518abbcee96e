package dev.weir.cache.store.segment;

/// What a segment held when somebody began to read it; the segment may be given up and begun anew
/// meanwhile.
///
/// @param generation which filling it is, never 0
/// @param stamp what each of its records bears
public record Filling(SegmentFile segment, long generation, long stamp) {

  /// Whether the segment still holds it.
  public boolean isCurrent() {
    return segment.generation() == generation;
  }
}

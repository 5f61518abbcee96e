package dev.weir.cache.store.index;

import dev.weir.cache.store.segment.Glance;
import org.jspecify.annotations.Nullable;

/// One stored response in the index.
///
/// Generation and offset together order all records ever written: the later one counts.
public final class RingEntry {

  private final int segment;
  private final int offset;
  private final long generation;
  private final Glance glance;
  private final @Nullable Related related;
  private volatile boolean referenced;
  private volatile boolean dropped;

  /// The entry whose record begins at `offset` of a segment's filling.
  public RingEntry(
      int segment, long generation, int offset, Glance glance, @Nullable Related related) {
    this.segment = segment;
    this.generation = generation;
    this.offset = offset;
    this.glance = glance;
    this.related = related;
  }

  /// The number of the segment its record is in.
  public int segment() {
    return segment;
  }

  /// The filling of that segment.
  public long generation() {
    return generation;
  }

  /// Where its record begins.
  public int offset() {
    return offset;
  }

  /// What is known of it without reading it.
  public Glance glance() {
    return glance;
  }

  /// What else than its key it can be found by, null when nothing.
  @Nullable Related related() {
    return related;
  }

  /// Whether its record is in this filling of a segment.
  public boolean isIn(int number, long filling) {
    return segment == number && generation == filling;
  }

  /// Whether it was written after `other`.
  boolean isAfter(RingEntry other) {
    return generation == other.generation ? offset > other.offset : generation > other.generation;
  }

  /// Marks it as no longer in the index.
  void drop() {
    dropped = true;
  }

  /// Whether it has left the index.
  public boolean isDropped() {
    return dropped;
  }

  /// Marks it used.
  public void refer() {
    if (!referenced) {
      referenced = true;
    }
  }

  /// Whether it was used since it was written.
  public boolean isReferenced() {
    return referenced;
  }
}

package dev.weir.cache.store.ring;

import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Keeps the segments some content lies in from being overwritten, until it is released.
public final class Lease {

  /// On nothing.
  public static final Lease NONE = new Lease(List.of());

  private final List<SegmentFile> pinned;
  private final AtomicBoolean released = new AtomicBoolean();

  private Lease(List<SegmentFile> pinned) {
    this.pinned = pinned;
  }

  /// On the segments of these pieces; null when one of them has been given up already.
  static @Nullable Lease on(Segments segments, List<Extent> extents) {
    record Filling(int segment, long generation) {}
    Set<Filling> fillings = new LinkedHashSet<>();
    for (Extent extent : extents) {
      fillings.add(new Filling(extent.segment(), extent.generation()));
    }
    List<SegmentFile> pinned = new ArrayList<>(fillings.size());
    Lease lease = new Lease(pinned);
    for (Filling filling : fillings) {
      SegmentFile segment = segments.pin(filling.segment(), filling.generation());
      if (segment == null) {
        lease.release();
        return null;
      }
      pinned.add(segment);
    }
    return lease;
  }

  /// Lets go; once is enough.
  public void release() {
    if (released.compareAndSet(false, true)) {
      pinned.forEach(SegmentFile::unpin);
    }
  }
}

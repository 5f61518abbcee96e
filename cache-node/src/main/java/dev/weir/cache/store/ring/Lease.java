package dev.weir.cache.store.ring;

import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Keeps the segments some content lies in from being overwritten, until everybody who holds it has
/// released it. A segment may be given up meanwhile; what is in it stays readable all the same.
public final class Lease {

  /// On nothing.
  public static final Lease NONE = new Lease(List.of());

  private final List<SegmentFile> pinned;
  private final AtomicInteger holders = new AtomicInteger(1);

  private Lease(List<SegmentFile> pinned) {
    this.pinned = pinned;
  }

  /// On the segments of these pieces; null when one of them has been given up already.
  static @Nullable Lease on(Segments segments, List<Extent> extents) {
    if (extents.size() == 1) {
      Extent sole = extents.getFirst();
      SegmentFile segment = segments.pin(sole.segment(), sole.generation());
      return segment == null ? null : new Lease(List.of(segment));
    }
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

  /// One more holds it; false when nobody does any more.
  boolean hold() {
    int held = holders.get();
    while (held > 0 && !holders.compareAndSet(held, held + 1)) {
      held = holders.get();
    }
    return held > 0;
  }

  /// Lets go, once for each who holds it.
  public void release() {
    if (holders.decrementAndGet() == 0) {
      pinned.forEach(SegmentFile::unpin);
    }
  }
}

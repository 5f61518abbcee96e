package dev.weir.cache.store.append;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The memory that long content takes while it arrives: a page for each, and only so many arrive at
/// once.
final class Pages {

  private final int pageBytes;
  private final int mostArriving;
  private final AtomicInteger arriving = new AtomicInteger();
  private final Queue<ByteBuffer> spare = new ConcurrentLinkedQueue<>();

  /// @param mostBytes of content that is arriving, all of it together
  Pages(int pageBytes, long mostBytes) {
    this.pageBytes = pageBytes;
    this.mostArriving = (int) Math.max(1, mostBytes / pageBytes);
  }

  /// Content begins to arrive; false when too much does already.
  boolean enter() {
    if (arriving.incrementAndGet() > mostArriving) {
      arriving.decrementAndGet();
      return false;
    }
    return true;
  }

  /// Content that had entered has arrived, or never will.
  void leave() {
    arriving.decrementAndGet();
  }

  /// An empty page.
  ByteBuffer take() {
    ByteBuffer page = spare.poll();
    return page == null ? ByteBuffer.allocateDirect(pageBytes) : page.clear();
  }

  /// Keeps a page for the next who takes one.
  void keep(ByteBuffer page) {
    spare.add(page);
  }
}

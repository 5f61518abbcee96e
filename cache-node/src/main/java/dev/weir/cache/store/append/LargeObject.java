package dev.weir.cache.store.append;

import dev.weir.cache.entry.ContentReading;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.KeyHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Content being written while it arrives, piece by piece; of all of it no more is in memory than
/// waits for the disk.
///
/// Appended to by whoever receives it; the pieces are noted by the writing thread.
public final class LargeObject implements GrowingContent, DiskContent {

  private final KeyHash key;
  private final RingWriter writer;
  private final Pages pages;
  private final long mostBytes;
  private final List<Extent> extents = new ArrayList<>();
  private @Nullable ByteBuffer staging;
  private final AtomicBoolean arriving = new AtomicBoolean(true);
  private volatile long length;
  private volatile boolean lost;

  /// @param pages has been entered
  /// @param mostBytes longer content is not kept
  LargeObject(KeyHash key, RingWriter writer, Pages pages, long mostBytes) {
    this.key = key;
    this.writer = writer;
    this.pages = pages;
    this.mostBytes = mostBytes;
  }

  KeyHash key() {
    return key;
  }

  @Override
  public boolean append(ByteBuffer octets) {
    long grown = length + octets.remaining();
    length = grown;
    if (grown > mostBytes) {
      lost = true;
    }
    while (!lost && octets.hasRemaining()) {
      ByteBuffer page = staging == null ? pages.take() : staging;
      staging = page;
      int count = Math.min(octets.remaining(), page.remaining());
      page.put(octets.slice(octets.position(), count));
      octets.position(octets.position() + count);
      if (!page.hasRemaining()) {
        hand(page);
      }
    }
    if (lost) {
      leave();
    }
    return !lost;
  }

  private void leave() {
    if (arriving.compareAndSet(true, false)) {
      pages.leave();
    }
  }

  private void hand(ByteBuffer page) {
    staging = null;
    if (!writer.offer(new Job.Piece(this, page.flip()))) {
      lost = true;
    }
  }

  @Override
  public DiskContent whole() {
    ByteBuffer rest = staging;
    if (rest != null && !lost) {
      hand(rest);
    }
    leave();
    return this;
  }

  @Override
  public void abandon() {
    lost = true;
    staging = null;
    leave();
  }

  /// Whether a piece could not be kept: the rest is worth nothing then.
  boolean isLost() {
    return lost;
  }

  /// A piece could not be written.
  void lose() {
    lost = true;
  }

  /// A piece has been written.
  void wrote(Extent extent) {
    extents.add(extent);
  }

  /// The pieces written.
  List<Extent> extents() {
    return extents;
  }

  @Override
  public long length() {
    return length;
  }

  /// Can be read when it has been stored, from the store.
  @Override
  public @Nullable ContentReading read(long offset, long partLength) {
    return null;
  }
}

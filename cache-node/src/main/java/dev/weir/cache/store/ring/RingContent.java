package dev.weir.cache.store.ring;

import dev.weir.cache.entry.ContentReading;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The content of one stored response where it lies in the ring.
///
/// Content up to a limit is verified as a whole before it is given out, so that a fault is found
/// while the client can still be answered otherwise; longer content piece by piece. Short content
/// that has just been verified and still lies in memory, as page cache, can be given out again
/// without reading it: see [#holdAtHand].
public final class RingContent implements DiskContent {

  private static final long VERIFIED_AHEAD_BYTES = 4 << 20;

  /// Longer content is looked at again each time.
  private static final int AT_HAND_BYTES = 256 << 10;

  /// For so long what has been verified is believed to be what lies in the page cache.
  private static final long BELIEVED_MILLIS = 60_000;

  /// For so long the page cache is believed to keep what it has.
  private static final long RESIDENT_MILLIS = 1_000;

  private final Segments segments;
  private final List<Extent> extents;
  private final Lease lease;
  private final long length;
  private final Executor threads;
  private final Tie tie;
  private volatile int verified;
  private volatile long verifiedMillis;
  private volatile long residentMillis;

  /// What ties content to the index of its ring.
  interface Tie {

    /// Whether it is still what the index has for its response.
    boolean isCurrent();

    /// It cannot be read, or is damaged.
    void lost(IOException cause);
  }

  /// @param lease holds the segments, as long as somebody does
  /// @param threads may wait for the disk
  RingContent(
      Segments segments,
      List<Extent> extents,
      Lease lease,
      long length,
      Executor threads,
      Tie tie) {
    this.segments = segments;
    this.extents = extents;
    this.lease = lease;
    this.length = length;
    this.threads = threads;
    this.tie = tie;
  }

  /// Whether the extents make up the length.
  boolean isComplete() {
    return extents.stream().mapToLong(Extent::length).sum() == length;
  }

  /// Verifies what is to be found right before anything is given out; the caller holds a lease.
  void verifyAhead(Instant now) throws IOException {
    long ahead = length <= VERIFIED_AHEAD_BYTES ? length : 1;
    int next = 0;
    for (long done = 0; done < ahead; next++) {
      verify(extents.get(next));
      done += extents.get(next).length();
    }
    verified = next;
    verifiedMillis = now.toEpochMilli();
    residentMillis = verifiedMillis;
  }

  /// Whether it is worth remembering where it lies.
  public boolean isShort() {
    return extents.size() == 1 && length <= AT_HAND_BYTES;
  }

  /// Keeps the content where it is for one more who reads it, without waiting; null when it has
  /// been replaced or overwritten, was verified too long ago, or would have to come from the disk
  /// itself: then it is to be recalled.
  public @Nullable Lease holdAtHand(Instant now) {
    long millis = now.toEpochMilli();
    if (!isShort() || !isWithin(BELIEVED_MILLIS, verifiedMillis, millis) || !tie.isCurrent()) {
      return null;
    }
    Lease held = Lease.on(segments, extents);
    if (held != null && !isWithin(RESIDENT_MILLIS, residentMillis, millis)) {
      if (!segment(extents.getFirst()).isResident(extents.getFirst())) {
        held.release();
        return null;
      }
      residentMillis = millis;
    }
    return held;
  }

  /// A clock that has been set back says nothing of how long ago it was.
  private static boolean isWithin(long length, long since, long now) {
    return now >= since && now - since <= length;
  }

  private void verify(Extent extent) throws IOException {
    segment(extent).verify(extent);
  }

  private SegmentFile segment(Extent extent) {
    return Objects.requireNonNull(segments.at(extent.segment()), "pinned, so it is there");
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public @Nullable ContentReading read(long offset, long partLength) {
    if (offset < 0 || partLength < 0 || offset > length - partLength) {
      throw new IndexOutOfBoundsException(offset + "+" + partLength + " of " + length);
    }
    Lease held = lease.hold() ? lease : Lease.on(segments, extents);
    return held == null ? null : new Reading(held, slices(offset, partLength));
  }

  /// What of one extent is wanted.
  private record Slice(int extent, int offset, int length) {}

  private List<Slice> slices(long offset, long partLength) {
    if (extents.size() == 1) {
      return List.of(new Slice(0, (int) offset, (int) partLength));
    }
    List<Slice> slices = new ArrayList<>();
    long start = 0;
    for (int i = 0; i < extents.size(); i++) {
      int extentLength = extents.get(i).length();
      long from = Math.max(offset, start);
      long to = Math.min(offset + partLength, start + extentLength);
      if (from < to) {
        slices.add(new Slice(i, (int) (from - start), (int) (to - from)));
      }
      start += extentLength;
    }
    return slices;
  }

  /// Gives out slice after slice, each when it has been verified.
  private final class Reading implements ContentReading {

    private final Lease held;
    private final List<Slice> slices;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int next;

    Reading(Lease held, List<Slice> slices) {
      this.held = held;
      this.slices = slices;
    }

    @Override
    public void next(Receiver receiver) {
      Slice slice = slices.get(next++);
      if (slice.extent < verified) {
        give(slice, receiver);
        return;
      }
      try {
        threads.execute(() -> verifyAndGive(slice, receiver));
      } catch (RejectedExecutionException e) {
        receiver.onLost("the store is being closed");
      }
    }

    private void verifyAndGive(Slice slice, Receiver receiver) {
      try {
        verify(extents.get(slice.extent));
      } catch (IOException e) {
        lose(e, receiver);
        return;
      } catch (RuntimeException | Error e) {
        // As an exception: else nobody would hear of it, and what is pinned would be so for ever.
        lose(new IOException(e), receiver);
        return;
      }
      give(slice, receiver);
    }

    private void lose(IOException cause, Receiver receiver) {
      tie.lost(cause);
      receiver.onLost(cause.toString());
    }

    private void give(Slice slice, Receiver receiver) {
      Extent extent = extents.get(slice.extent);
      receiver.onPiece(segment(extent).slice(extent.offset() + slice.offset, slice.length));
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        held.release();
      }
    }
  }
}

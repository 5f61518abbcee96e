package dev.weir.cache.entry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The complete content of a stored response as read-only direct buffers; never changes, may be
/// read by many at once.
public final class StoredContent {
  /// No octets at all.
  public static final StoredContent EMPTY = new StoredContent(List.of());

  private final List<ByteBuffer> chunks;
  private final long length;

  private StoredContent(List<ByteBuffer> chunks) {
    this.chunks = List.copyOf(chunks);
    this.length = chunks.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /// Content over the remaining octets of these buffers; they are shared, not copied, and must not
  /// be written to afterwards.
  public static StoredContent over(List<ByteBuffer> buffers) {
    List<ByteBuffer> views = new ArrayList<>(buffers.size());
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        views.add(buffer.slice().asReadOnlyBuffer());
      }
    }
    return views.isEmpty() ? EMPTY : new StoredContent(views);
  }

  /// Content holding a copy of these octets outside the heap.
  public static StoredContent copyOf(byte[] octets) {
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length);
    direct.put(octets).flip();
    return over(List.of(direct));
  }

  /// Length in octets.
  public long length() {
    return length;
  }

  /// Views with positions of their own, in order, for one reader.
  public List<ByteBuffer> duplicate() {
    List<ByteBuffer> views = new ArrayList<>(chunks.size());
    for (ByteBuffer chunk : chunks) {
      views.add(chunk.duplicate());
    }
    return views;
  }

  /// The part of `length` octets from `offset` on, without copying.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the content
  public StoredContent slice(long offset, long partLength) {
    if (offset < 0 || partLength < 0 || offset > length - partLength) {
      throw new IndexOutOfBoundsException(offset + "+" + partLength + " of " + length);
    }
    List<ByteBuffer> parts = new ArrayList<>();
    long skip = offset;
    long wanted = partLength;
    for (ByteBuffer chunk : chunks) {
      long usable = Math.min(wanted, chunk.remaining() - Math.min(skip, chunk.remaining()));
      if (usable > 0) {
        parts.add(chunk.slice((int) skip, (int) usable));
        wanted -= usable;
      }
      skip = Math.max(0, skip - chunk.remaining());
    }
    return over(parts);
  }
}

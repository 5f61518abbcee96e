package dev.weir.cache.entry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Content in memory, as read-only direct buffers; never changes, may be read by many at once.
public final class MemoryContent implements StoredContent {
  static final MemoryContent NOTHING = new MemoryContent(List.of());

  private final List<ByteBuffer> chunks;
  private final long length;

  private MemoryContent(List<ByteBuffer> chunks) {
    this.chunks = List.copyOf(chunks);
    this.length = chunks.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  static MemoryContent over(List<ByteBuffer> buffers) {
    List<ByteBuffer> views = new ArrayList<>(buffers.size());
    for (ByteBuffer buffer : buffers) {
      if (buffer.hasRemaining()) {
        views.add(buffer.slice().asReadOnlyBuffer());
      }
    }
    return views.isEmpty() ? NOTHING : new MemoryContent(views);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public long octetsInMemory() {
    return length;
  }

  /// Views with positions of their own, in order, for one reader.
  public List<ByteBuffer> duplicate() {
    if (chunks.size() == 1) {
      return List.of(chunks.getFirst().duplicate());
    }
    List<ByteBuffer> views = new ArrayList<>(chunks.size());
    for (ByteBuffer chunk : chunks) {
      views.add(chunk.duplicate());
    }
    return views;
  }

  /// The part of `length` octets from `offset` on, without copying.
  ///
  /// @throws IndexOutOfBoundsException when the part is not within the content
  public MemoryContent slice(long offset, long partLength) {
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

package dev.weir.cache.entry;

import java.nio.ByteBuffer;
import java.util.List;

/// The complete content of a stored response, wherever it lies.
public sealed interface StoredContent permits MemoryContent, DiskContent {

  /// No octets at all.
  MemoryContent EMPTY = MemoryContent.NOTHING;

  /// Length in octets.
  long length();

  /// What it takes up in memory, in octets.
  long octetsInMemory();

  /// Content over the remaining octets of these buffers; they are shared, not copied, and must not
  /// be written to afterwards.
  static MemoryContent over(List<ByteBuffer> buffers) {
    return MemoryContent.over(buffers);
  }

  /// Content holding a copy of these octets outside the heap.
  static MemoryContent copyOf(byte[] octets) {
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length);
    direct.put(octets).flip();
    return over(List.of(direct));
  }
}

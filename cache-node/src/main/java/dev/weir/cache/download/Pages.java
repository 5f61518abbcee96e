package dev.weir.cache.download;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The direct memory that content is copied into while it arrives, so that it can be kept without a
/// second copy.
///
/// Content of known length gets pages of exactly that length in total; otherwise pages grow from
/// small to large and the last one is trimmed, so that a stored response never holds much more
/// memory than it is charged for.
final class Pages {

  static final int LARGEST_BYTES = 64 * 1024;
  private static final int FIRST_BYTES = 4 * 1024;
  private static final int WORTH_TRIMMING_BYTES = 1024;

  private final List<ByteBuffer> full = new ArrayList<>();
  private ByteBuffer page;
  private long expected;
  private int nextSize;

  /// @param expectedBytes the declared length of the content, or -1
  Pages(long expectedBytes) {
    this.expected = expectedBytes;
    this.nextSize = FIRST_BYTES;
    this.page = ByteBuffer.allocate(0);
  }

  /// Copies `content` (consuming it) and hands each piece out as a read-only view of the copy.
  void append(ByteBuffer content, Consumer<ByteBuffer> copied) {
    while (content.hasRemaining()) {
      if (!page.hasRemaining()) {
        turn();
      }
      int length = Math.min(content.remaining(), page.remaining());
      int start = page.position();
      page.put(start, content, content.position(), length);
      page.position(start + length);
      content.position(content.position() + length);
      copied.accept(page.slice(start, length).asReadOnlyBuffer());
    }
  }

  /// All content, in order; nothing may be appended afterwards.
  List<ByteBuffer> finish() {
    page.flip();
    if (page.hasRemaining()) {
      full.add(trimmed(page).asReadOnlyBuffer());
    }
    return List.copyOf(full);
  }

  private void turn() {
    if (page.capacity() > 0) {
      full.add(page.flip().asReadOnlyBuffer());
    }
    page = ByteBuffer.allocateDirect(nextPageSize());
  }

  private static ByteBuffer trimmed(ByteBuffer last) {
    if (last.capacity() - last.remaining() < WORTH_TRIMMING_BYTES) {
      return last;
    }
    return ByteBuffer.allocateDirect(last.remaining()).put(last).flip();
  }

  private int nextPageSize() {
    if (expected > 0) {
      int size = (int) Math.min(expected, LARGEST_BYTES);
      expected -= size;
      return size;
    }
    int size = nextSize;
    nextSize = Math.min(LARGEST_BYTES, nextSize * 4);
    return size;
  }
}

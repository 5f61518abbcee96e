package dev.weir.edge.forward;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Content received and not yet sent, in order. Not thread-safe.
///
/// Large chunks are held as they are. Small ones are gathered in a buffer of their own: each would
/// hold a whole network buffer.
final class ReadAhead {

  private static final int SMALL = 2048;
  private static final int GATHERING = 8192;

  private final Queue<Piece> pieces = new ArrayDeque<>();
  private @Nullable ByteBuffer gathering;
  private long octets;

  /// A stretch of content; `chunk` is what must be released when it has been sent, null for
  /// gathered ones.
  record Piece(ByteBuffer content, Content.@Nullable Chunk chunk) {

    void release() {
      if (chunk != null) {
        chunk.release();
      }
    }
  }

  /// Takes over the chunk.
  void add(Content.Chunk chunk) {
    int length = chunk.remaining();
    octets += length;
    if (length >= SMALL || pieces.isEmpty()) {
      gathering = null;
      if (length > 0) {
        pieces.add(new Piece(chunk.getByteBuffer(), chunk));
        return;
      }
    } else {
      gather(chunk.getByteBuffer());
    }
    chunk.release();
  }

  private void gather(ByteBuffer content) {
    ByteBuffer buffer = gathering;
    if (buffer == null || buffer.capacity() - buffer.limit() < content.remaining()) {
      buffer = ByteBuffer.allocate(GATHERING).limit(0);
      gathering = buffer;
      pieces.add(new Piece(buffer, null));
    }
    int end = buffer.limit();
    buffer.limit(end + content.remaining());
    buffer.put(end, content, content.position(), content.remaining());
  }

  /// The next piece, which is the caller's to release; null if there is none.
  @Nullable Piece poll() {
    Piece piece = pieces.poll();
    if (piece != null) {
      octets -= piece.content().remaining();
      if (pieces.isEmpty()) {
        // What is gathered into is always the last piece.
        gathering = null;
      }
    }
    return piece;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  long octets() {
    return octets;
  }

  void clear() {
    pieces.forEach(Piece::release);
    pieces.clear();
    gathering = null;
    octets = 0;
  }
}

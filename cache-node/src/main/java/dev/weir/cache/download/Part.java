package dev.weir.cache.download;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.Retainable;
import org.jspecify.annotations.Nullable;

/// One piece of arriving content and its successor; guarded by the lock of the download it belongs
/// to.
final class Part {

  private final ByteBuffer bytes;
  private final @Nullable Retainable owner;
  private int waiting;
  private @Nullable Part next;

  private Part(ByteBuffer bytes, @Nullable Retainable owner, int waiting) {
    this.bytes = bytes;
    this.owner = owner;
    this.waiting = waiting;
  }

  /// What stands before the first piece.
  static Part start() {
    return new Part(ByteBuffer.allocate(0), null, 0);
  }

  /// A piece in memory of our own.
  static Part kept(ByteBuffer bytes) {
    return new Part(bytes, null, 0);
  }

  /// A piece in the buffer it arrived in, given back when `readers` have passed it.
  static Part borrowed(Content.Chunk chunk, int readers) {
    return new Part(chunk.getByteBuffer(), chunk, readers);
  }

  ByteBuffer view() {
    return bytes.duplicate();
  }

  int length() {
    return bytes.remaining();
  }

  @Nullable Part next() {
    return next;
  }

  void follow(Part part) {
    next = part;
  }

  void passed() {
    if (owner != null && --waiting == 0) {
      owner.release();
    }
  }
}

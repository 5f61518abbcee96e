package dev.weir.runtime.listen;

import dev.weir.runtime.loop.LazyEndPoint;
import dev.weir.runtime.loop.LazyKey;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// A TCP connection that can have the kernel send octets of a file (`sendfile`), which then do not
/// pass through this process.
///
/// Jetty writes buffers. So a buffer stands for the octets: when it is written as it is, the kernel
/// is told to send them. Nothing that looks at content may stand between.
public final class SendfileEndPoint extends LazyEndPoint {

  /// What one connection sends before others have their turn, as nginx's `sendfile_max_chunk`.
  private static final long TURN_BYTES = 2L << 20;

  private @Nullable Substitution substitution;
  private boolean hadItsTurn;

  private record Substitution(ByteBuffer buffer, FileChannel file, long start) {

    // That very buffer: another is not equal because it holds the same.
    @SuppressWarnings("ReferenceEquality")
    int among(ByteBuffer[] buffers) {
      for (int i = 0; i < buffers.length; i++) {
        if (buffers[i] == buffer) {
          return i;
        }
      }
      return -1;
    }
  }

  SendfileEndPoint(
      SocketChannel channel, ManagedSelector selector, LazyKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /// Has octets of a file sent in the place of a buffer that is about to be written; for HTTP/1,
  /// which writes buffers as they are given. Call it before that write, and no second time before
  /// the write has ended.
  ///
  /// @param buffer holds the same octets, from its beginning to its limit
  /// @param start where in the file they begin
  public void substitute(ByteBuffer buffer, FileChannel file, long start) {
    substitution = new Substitution(buffer, file, start);
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    Substitution now = substitution;
    int at = now == null ? -1 : now.among(buffers);
    if (now == null || at < 0) {
      return super.flush(buffers);
    }
    if (at > 0 && !super.flush(Arrays.copyOf(buffers, at))) {
      return false;
    }
    if (!send(now)) {
      return false;
    }
    substitution = null;
    return at == buffers.length - 1
        || super.flush(Arrays.copyOfRange(buffers, at + 1, buffers.length));
  }

  /// Says whether all of it has left.
  private boolean send(Substitution now) throws IOException {
    if (hadItsTurn) {
      // Whoever flushes goes on until nothing moves: only so does another get its turn.
      hadItsTurn = false;
      return false;
    }
    ByteBuffer buffer = now.buffer;
    long position = now.start + buffer.position();
    long sent;
    try {
      sent = now.file.transferTo(position, Math.min(buffer.remaining(), TURN_BYTES), getChannel());
    } catch (IOException e) {
      throw new EofException(e);
    }
    if (sent == 0 && now.file.size() <= position) {
      throw new EOFException("file has become shorter than " + (now.start + buffer.limit()));
    }
    if (sent > 0) {
      notIdle();
      buffer.position(buffer.position() + (int) sent);
      hadItsTurn = buffer.hasRemaining();
    }
    return !buffer.hasRemaining();
  }
}

package dev.weir.runtime.tunnel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/// One direction of a tunnel: reads no more than has been written, so that a slow reader slows the
/// writer down, and says the end to the one when the other has said it.
final class Flow extends IteratingCallback {

  /// Hears how it ended.
  interface Owner {

    void ended();

    void broke(Throwable cause);
  }

  private static final int BUFFER_OCTETS = 16 * 1024;

  private final EndPoint from;
  private final EndPoint to;
  private final ByteBufferPool buffers;
  private final Owner owner;
  private final AtomicLong octets = new AtomicLong();
  private final Callback readable =
      Callback.from(InvocationType.NON_BLOCKING, this::iterate, this::abort);
  private ByteBuffer beginning;
  private @Nullable RetainableByteBuffer buffer;

  /// @param beginning what had been read before this began
  Flow(EndPoint from, EndPoint to, ByteBuffer beginning, ByteBufferPool buffers, Owner owner) {
    this.from = from;
    this.to = to;
    this.beginning = beginning;
    this.buffers = buffers;
    this.owner = owner;
  }

  /// Octets passed on so far.
  long octets() {
    return octets.get();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected Action process() throws IOException {
    if (beginning.hasRemaining()) {
      ByteBuffer first = beginning;
      beginning = BufferUtil.EMPTY_BUFFER;
      octets.addAndGet(first.remaining());
      to.write(this, first);
      return Action.SCHEDULED;
    }
    RetainableByteBuffer into = buffer;
    if (into == null) {
      into = buffers.acquire(BUFFER_OCTETS, true);
      buffer = into;
    }
    BufferUtil.clear(into.getByteBuffer());
    int filled = from.fill(into.getByteBuffer());
    if (filled > 0) {
      octets.addAndGet(filled);
      to.write(this, into.getByteBuffer());
      return Action.SCHEDULED;
    }
    release();
    if (filled < 0) {
      to.shutdownOutput();
      return Action.SUCCEEDED;
    }
    from.fillInterested(readable);
    return Action.IDLE;
  }

  @Override
  protected void onCompleteSuccess() {
    owner.ended();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    release();
    owner.broke(cause);
  }

  private void release() {
    RetainableByteBuffer held = buffer;
    buffer = null;
    if (held != null) {
      held.release();
    }
  }
}

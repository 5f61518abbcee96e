package dev.weir.runtime.upstream.wire;

import dev.weir.runtime.loop.LazyEndPoint;
import dev.weir.runtime.loop.LazyKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/// A socket whose reset is an error. Jetty's own reports one as end of stream, as if all had been
/// said.
final class CandidEndPoint extends LazyEndPoint {

  CandidEndPoint(
      SocketChannel channel, ManagedSelector selector, LazyKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (isInputShutdown()) {
      return -1;
    }
    int position = BufferUtil.flipToFill(buffer);
    try {
      int filled = getChannel().read(buffer);
      if (filled > 0) {
        notIdle();
      } else if (filled < 0) {
        shutdownInput();
      }
      return filled;
    } catch (IOException reset) {
      shutdownInput();
      throw reset;
    } finally {
      BufferUtil.flipToFlush(buffer, position);
    }
  }
}

package dev.weir.cache.deliver;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/// Writes buffers to a client one after the other, as fast as it takes them, without copying.
final class BufferedWrite extends IteratingNestedCallback {

  private final Content.Sink sink;
  private final List<ByteBuffer> buffers;
  private int next;

  private BufferedWrite(Content.Sink sink, List<ByteBuffer> buffers, Callback callback) {
    super(callback);
    this.sink = sink;
    this.buffers = buffers;
  }

  /// Writes `buffers` as the last content of `sink`, then completes `callback`.
  static void last(Content.Sink sink, List<ByteBuffer> buffers, Callback callback) {
    switch (buffers.size()) {
      case 0 -> sink.write(true, null, callback);
      case 1 -> sink.write(true, buffers.getFirst(), callback);
      default -> new BufferedWrite(sink, buffers, callback).iterate();
    }
  }

  @Override
  protected Action process() {
    if (next == buffers.size()) {
      return Action.SUCCEEDED;
    }
    ByteBuffer buffer = buffers.get(next++);
    sink.write(next == buffers.size(), buffer, this);
    return Action.SCHEDULED;
  }
}

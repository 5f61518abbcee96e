package dev.weir.runtime.upstream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;

/// Content that always has 8 KiB more, and knows how much was taken of it and when.
final class EndlessContent implements Content.Source {

  private static final int CHUNK = 8 * 1024;

  private final AtomicLong octets = new AtomicLong();
  private volatile long lastRead = System.nanoTime();

  @Override
  public Content.Chunk read() {
    octets.addAndGet(CHUNK);
    lastRead = System.nanoTime();
    return Content.Chunk.from(ByteBuffer.allocate(CHUNK), false);
  }

  @Override
  public void demand(Runnable demandCallback) {
    demandCallback.run();
  }

  @Override
  public void fail(Throwable failure) {
    throw new AssertionError("content of a request must not be failed by the client", failure);
  }

  long octets() {
    return octets.get();
  }

  /// Whether something was taken, but nothing more for this long.
  boolean hasPausedFor(Duration pause) {
    return octets.get() > 0 && System.nanoTime() - lastRead > pause.toNanos();
  }
}

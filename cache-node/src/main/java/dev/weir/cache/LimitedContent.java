package dev.weir.cache;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;

/// The content of a request, which breaks off when it becomes longer than allowed.
final class LimitedContent implements Content.Source {

  private final Content.Source content;
  private final AtomicLong leftBytes;

  LimitedContent(Content.Source content, long mostBytes) {
    this.content = content;
    this.leftBytes = new AtomicLong(mostBytes);
  }

  /// Whether it has become too long.
  boolean isExceeded() {
    return leftBytes.get() < 0;
  }

  @Override
  public long getLength() {
    return content.getLength();
  }

  @Override
  public Content.Chunk read() {
    Content.Chunk chunk = content.read();
    if (chunk == null || Content.Chunk.isFailure(chunk)) {
      return chunk;
    }
    if (leftBytes.addAndGet(-chunk.remaining()) >= 0) {
      return chunk;
    }
    chunk.release();
    var cause = new IOException("the content of the request is longer than request_body_max_size");
    content.fail(cause);
    return Content.Chunk.from(cause, true);
  }

  @Override
  public void demand(Runnable demandCallback) {
    content.demand(demandCallback);
  }

  @Override
  public void fail(Throwable failure) {
    content.fail(failure);
  }
}

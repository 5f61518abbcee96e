package dev.weir.cache;

import java.io.IOException;
import org.eclipse.jetty.io.Content;

/// The content of a request, which breaks off when it becomes longer than allowed.
final class LimitedContent implements Content.Source {

  private final Content.Source content;
  private long leftBytes;

  LimitedContent(Content.Source content, long mostBytes) {
    this.content = content;
    this.leftBytes = mostBytes;
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
    leftBytes -= chunk.remaining();
    if (leftBytes >= 0) {
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

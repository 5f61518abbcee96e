package dev.weir.runtime.upstream;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.io.Content;

/// Content made of these chunks, all there from the start.
final class ListedContent implements Content.Source {

  private final Queue<Content.Chunk> chunks;

  ListedContent(Content.Chunk... chunks) {
    this.chunks = new ArrayDeque<>(List.of(chunks));
  }

  @Override
  public Content.Chunk read() {
    Content.Chunk next = chunks.poll();
    return next == null ? Content.Chunk.EOF : next;
  }

  @Override
  public void demand(Runnable demandCallback) {
    demandCallback.run();
  }

  @Override
  public void fail(Throwable failure) {
    throw new AssertionError("content of a request must not be failed by the client", failure);
  }
}

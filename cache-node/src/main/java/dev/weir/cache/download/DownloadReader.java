package dev.weir.cache.download;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.SerializedInvoker;
import org.jspecify.annotations.Nullable;

/// One client's way through a download, as the content source it copies its answer from.
///
/// Reads come from one thread at a time (the copier's); wake-ups may come from any.
public final class DownloadReader implements Content.Source {

  private final Download download;
  private final SerializedInvoker invoker = new SerializedInvoker(DownloadReader.class);
  private final AtomicReference<@Nullable Runnable> demand = new AtomicReference<>();
  private volatile Part position;
  private volatile long consumedBytes;
  private volatile long consumedChunks;
  private volatile Content.@Nullable Chunk ending;

  DownloadReader(Download download, Part start) {
    this.download = download;
    this.position = start;
  }

  /// Whether a read would yield something at once.
  public boolean isReady() {
    return ending != null || download.after(position) != null || download.terminal() != null;
  }

  @Override
  public Content.@Nullable Chunk read() {
    if (ending != null) {
      return ending;
    }
    // Asked first: once it is there, no part follows that we could miss.
    Content.Chunk terminal = download.terminal();
    Part part = download.after(position);
    if (part != null) {
      return chunk(part, terminal);
    }
    if (terminal != null) {
      end(terminal);
    }
    return terminal;
  }

  private Content.Chunk chunk(Part part, Content.@Nullable Chunk terminal) {
    position = part;
    boolean isLast = isPlainEnd(terminal) && download.after(part) == null;
    if (isLast) {
      ending = Content.Chunk.EOF;
    }
    return Content.Chunk.from(part.view(), isLast, () -> consumed(part));
  }

  /// Neither a failure nor trailers: nothing needs telling but the end.
  private static boolean isPlainEnd(Content.@Nullable Chunk terminal) {
    return terminal != null
        && !Content.Chunk.isFailure(terminal)
        && !(terminal instanceof Trailers);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written by the one copier, read by the pump
  private void consumed(Part part) {
    consumedBytes += part.length();
    consumedChunks++;
    download.consumed(part);
    if (ending != null) {
      download.left(this, position);
    }
  }

  private void end(Content.Chunk terminal) {
    ending = terminal;
    download.left(this, position);
  }

  @Override
  public void demand(Runnable demandCallback) {
    if (!demand.compareAndSet(null, demandCallback)) {
      throw new IllegalStateException("demand pending");
    }
    if (isReady()) {
      wake();
    }
  }

  void wake() {
    Runnable waiting = demand.getAndSet(null);
    if (waiting != null) {
      invoker.run(waiting);
    }
  }

  @Override
  public void fail(Throwable failure) {
    if (ending == null) {
      end(Content.Chunk.from(failure, true));
      wake();
    }
  }

  long consumedBytes() {
    return consumedBytes;
  }

  long consumedChunks() {
    return consumedChunks;
  }
}

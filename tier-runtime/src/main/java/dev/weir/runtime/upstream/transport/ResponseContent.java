package dev.weir.runtime.upstream.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// The content of one response as its reader sees it: pieces, then a last one, trailers or a
/// failure. It outlives its exchange: what has been received can be read when the connection
/// already serves another.
public final class ResponseContent implements Content.Source, Consumer<Content.Chunk> {

  private final UpstreamConnection connection;
  private final Call call;
  // Guarded by the connection's lock.
  private final Queue<Content.Chunk> pieces = new ArrayDeque<>(2);
  private Content.@Nullable Chunk end;
  private @Nullable Runnable demanded;
  private long demandedSince;
  private boolean asked;
  private boolean delivered;
  private boolean endsWithPieces;

  ResponseContent(UpstreamConnection connection, Call call) {
    this.connection = connection;
    this.call = call;
  }

  Call call() {
    return call;
  }

  @Override
  public Content.@Nullable Chunk read() {
    return connection.read(this);
  }

  @Override
  public void demand(Runnable demandCallback) {
    connection.demand(this, demandCallback);
  }

  /// Breaks the exchange off, or gives up what is left of it.
  @Override
  public void fail(Throwable failure) {
    connection.abandon(this, failure);
  }

  /// A piece has been received.
  @Override
  public void accept(Content.Chunk piece) {
    pieces.add(piece);
  }

  /// There is no more.
  void complete(@Nullable HttpFields trailers) {
    if (trailers == null || trailers.size() == 0) {
      endsWithPieces = true;
      end = Content.Chunk.EOF;
    } else {
      end = new Trailers(trailers.asImmutable());
    }
  }

  /// There will be no more, though there should be; without effect behind the end.
  void breakOff(Throwable cause) {
    if (end == null) {
      end = Content.Chunk.from(cause, true);
    }
  }

  /// Nobody wants to read what is there; without effect if it has been read to its end.
  void discard() {
    if (delivered) {
      return;
    }
    for (Content.Chunk piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      piece.release();
    }
    if (!Content.Chunk.isFailure(end)) {
      end = null;
      endsWithPieces = false;
    }
  }

  /// The next piece or the end, null if nothing is there.
  Content.@Nullable Chunk poll() {
    asked = true;
    Content.Chunk piece = pieces.poll();
    if (piece == null) {
      delivered |= end != null;
      return end;
    }
    boolean last = endsWithPieces && pieces.isEmpty();
    delivered |= last;
    return last ? Content.Chunk.asChunk(piece.getByteBuffer(), true, piece) : piece;
  }

  /// Whether reading makes sense now; at first it always does, since an empty message is found to
  /// be one only by asking.
  boolean isReadable() {
    return !asked || end != null || !pieces.isEmpty();
  }

  void demand(Runnable callback, long now) {
    demanded = callback;
    demandedSince = now;
  }

  /// Whoever waits for more, who then waits no longer.
  @Nullable Runnable takeDemand() {
    Runnable waiting = demanded;
    demanded = null;
    return waiting;
  }

  /// How long somebody has been waiting for more.
  long waitingNanos(long now) {
    return demanded == null ? 0 : now - demandedSince;
  }
}

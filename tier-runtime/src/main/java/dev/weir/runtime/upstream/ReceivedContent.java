package dev.weir.runtime.upstream;

import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The content of a response as the reader sees it: trailers at its end, failures with their
/// reason.
final class ReceivedContent implements Content.Source {

  private final Content.Source source;
  private final Response response;
  private final Attempt attempt;
  private Content.@Nullable Chunk end;
  private volatile boolean demanded;

  ReceivedContent(Content.Source source, Response response, Attempt attempt) {
    this.source = source;
    this.response = response;
    this.attempt = attempt;
  }

  @Override
  public Content.@Nullable Chunk read() {
    Content.Chunk ended = end;
    if (ended != null) {
      return ended;
    }
    Content.Chunk chunk = source.read();
    if (chunk == null || !isEnd(chunk)) {
      return chunk;
    }
    if (Content.Chunk.isFailure(chunk)) {
      end = Content.Chunk.from(attempt.broken(chunk.getFailure()));
      return end;
    }
    attempt.complete();
    return last(chunk);
  }

  private static boolean isEnd(Content.Chunk chunk) {
    return chunk.isLast() || Content.Chunk.isFailure(chunk);
  }

  private Content.Chunk last(Content.Chunk chunk) {
    HttpFields trailers = response.getTrailers();
    boolean withTrailers = trailers != null && trailers.size() > 0;
    Content.Chunk closing = withTrailers ? new Trailers(trailers.asImmutable()) : Content.Chunk.EOF;
    end = closing;
    if (!chunk.hasRemaining()) {
      chunk.release();
      return closing;
    }
    return withTrailers ? Content.Chunk.asChunk(chunk.getByteBuffer(), false, chunk) : chunk;
  }

  @Override
  public void demand(Runnable demandCallback) {
    if (end != null) {
      demandCallback.run();
      return;
    }
    demanded = true;
    source.demand(
        Invocable.from(
            Invocable.getInvocationType(demandCallback),
            () -> {
              demanded = false;
              demandCallback.run();
            }));
  }

  /// Whether somebody waits for more of it.
  boolean isDemanded() {
    return demanded;
  }

  /// Breaks the exchange off.
  @Override
  public void fail(Throwable failure) {
    attempt.abort(failure);
    source.fail(failure);
  }
}

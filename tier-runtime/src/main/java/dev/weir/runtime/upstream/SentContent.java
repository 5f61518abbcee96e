package dev.weir.runtime.upstream;

import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.transport.Upload;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// The content of a request on its way out: held to its promised length, and never failed by whom
/// it goes to.
final class SentContent implements Upload {

  private static final long UNKNOWN_LENGTH = -1;

  private final Content.Source source;
  private final long length;
  private long read;
  private volatile @Nullable HttpFields trailers;
  private volatile boolean refused;
  private volatile @Nullable Throwable broken;

  /// @param length what `Content-Length` says, negative for chunked
  SentContent(Content.Source source, long length) {
    this.source = source;
    this.length = Math.max(length, UNKNOWN_LENGTH);
  }

  @Override
  public Framing framing() {
    return length < 0 ? Framing.CHUNKED : Framing.AS_IT_IS;
  }

  @Override
  public Content.@Nullable Chunk read() {
    Throwable failure = broken;
    if (failure != null) {
      return Content.Chunk.from(failure);
    }
    if (refused) {
      return Content.Chunk.EOF;
    }
    Content.Chunk chunk = source.read();
    if (chunk == null) {
      return null;
    }
    if (Content.Chunk.isFailure(chunk)) {
      return fault("request content broke off: " + FailureCause.detail(chunk.getFailure()));
    }
    return checked(chunk);
  }

  private Content.Chunk checked(Content.Chunk chunk) {
    read += chunk.remaining();
    boolean tooLong = length >= 0 && read > length;
    boolean tooShort = length >= 0 && chunk.isLast() && read < length;
    if (tooLong || tooShort) {
      chunk.release();
      return fault(
          "request content %s the %d octets of its Content-Length"
              .formatted(tooLong ? "exceeds" : "ends before", length));
    }
    if (chunk instanceof Trailers last) {
      trailers = last.getTrailers();
      return Content.Chunk.EOF;
    }
    return chunk;
  }

  private Content.Chunk fault(String detail) {
    Throwable failure =
        new UpstreamException(
            new UpstreamFailure(ProxyError.HTTP_REQUEST_ERROR, Sent.PARTLY, detail), null);
    broken = failure;
    return Content.Chunk.from(failure);
  }

  @Override
  public void demand(Runnable then) {
    source.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, then));
  }

  /// Nothing more of it is wanted.
  void refuse() {
    refused = true;
  }

  /// What came behind the content, null for nothing.
  @Override
  public @Nullable HttpFields trailers() {
    return trailers;
  }
}

package dev.weir.cache.download;

import java.io.IOException;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;

/// How content ends: the last chunk every reader sees.
final class Terminal {

  private Terminal() {}

  /// The end of a source that gave a failure.
  static Content.Chunk ofFailure(Content.Source source, Content.Chunk failure) {
    if (!failure.isLast()) {
      // A transient failure is an idle timeout: for content that somebody waits for it is final.
      source.fail(failure.getFailure());
    }
    return Content.Chunk.from(failure.getFailure(), true);
  }

  /// The end of a source that gave its last chunk.
  ///
  /// @param declaredBytes -1 when no length was declared
  static Content.Chunk ofLast(Content.Chunk last, long receivedBytes, long declaredBytes) {
    if (declaredBytes >= 0 && receivedBytes != declaredBytes) {
      return Content.Chunk.from(
          new IOException(
              "content ended at byte " + receivedBytes + " of " + declaredBytes + " declared"),
          true);
    }
    return last instanceof Trailers trailers ? trailers : Content.Chunk.EOF;
  }
}

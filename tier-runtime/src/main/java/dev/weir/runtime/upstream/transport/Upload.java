package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// The content of a request on its way out.
public interface Upload {

  /// What to do with the octets on the wire.
  enum Framing {
    /// Nothing: their number stands in the head.
    AS_IT_IS,
    CHUNKED
  }

  Framing framing();

  /// The next piece, null if there is none now; a failure breaks the exchange off.
  Content.@Nullable Chunk read();

  /// Says when there may be more.
  void demand(Runnable then);

  /// What came behind the content, null for nothing.
  @Nullable HttpFields trailers();
}

package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.runtime.upstream.UpstreamResponse;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/// What simulated machines answer.
final class Responses {

  private static final HttpFields FRESH =
      HttpFields.build()
          .put(HttpHeader.CACHE_CONTROL, "max-age=86400")
          .put(HttpHeader.AGE, 0)
          .asImmutable();

  private static final byte[] PAGE = {'p', 'a', 'g', 'e', '\n'};

  private Responses() {}

  /// A page that may be kept.
  static UpstreamResponse page() {
    return new UpstreamResponse(200, "OK", FRESH, Content.Source.from(ByteBuffer.wrap(PAGE)));
  }

  /// There is no copy, or nobody to get one from.
  static UpstreamResponse gatewayTimeout() {
    return new UpstreamResponse(
        504, "Gateway Timeout", HttpFields.EMPTY, Content.Source.from(ByteBuffer.allocate(0)));
  }
}

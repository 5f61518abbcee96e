package dev.weir.cache.deliver;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Sends a response that has a head and nothing else: to HEAD, and every 304.
final class HeadOnly {

  private HeadOnly() {}

  /// Sends the head as it stands. Without a length it is sent as if content followed: the server
  /// would state a length of zero with a last write, which is a lie about the representation (RFC
  /// 9110 §8.6).
  static void send(Response clientResponse, Callback ending) {
    if (clientResponse.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
      clientResponse.write(true, null, ending);
    } else {
      clientResponse.write(
          false,
          null,
          Callback.from(ending.getInvocationType(), ending::succeeded, ending::failed));
    }
  }
}

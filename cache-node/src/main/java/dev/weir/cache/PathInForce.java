package dev.weir.cache;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The way of requests under the rules in force. One reference is replaced when these change: a
/// request goes one way to its end.
final class PathInForce extends Handler.Abstract.NonBlocking {

  private volatile CacheHandler path;

  PathInForce(CacheHandler path) {
    this.path = path;
  }

  /// Requests from now on go another way.
  void replace(CacheHandler other) {
    path = other;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    return path.handle(request, response, callback);
  }
}

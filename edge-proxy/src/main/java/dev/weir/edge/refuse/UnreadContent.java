package dev.weir.edge.refuse;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/// Reads on for a while after a refusal: to close on a client that is still sending would reset the
/// connection, and the client might never see why it was refused.
final class UnreadContent implements Invocable.Task {

  private final Request request;
  private final Callback callback;
  private final Leftover leftover = new Leftover();

  private UnreadContent(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
  }

  /// A callback for the refusal, which completes the other one once the content has been read or
  /// proved too long.
  static Callback readBefore(Request request, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      // It waits to be told to send, and has been told something else.
      return callback;
    }
    UnreadContent content = new UnreadContent(request, callback);
    return Callback.from(InvocationType.NON_BLOCKING, content, callback::failed);
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (leftover.endsWith(chunk)) {
        callback.succeeded();
        return;
      }
    }
  }
}

package dev.weir.edge.refuse;

import dev.weir.edge.observe.Exchange;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What the edge says itself to OPTIONS, where nobody behind it can (RFC 9110 §9.3.7).
public final class OptionsAnswer {

  /// All but a tunnel to anywhere, CONNECT, and an echo of credentials, TRACE.
  public static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private OptionsAnswer() {}

  /// Names the methods the edge takes.
  public static void send(Request request, Response response, Callback callback) {
    response.setStatus(HttpStatus.NO_CONTENT_204);
    response.getHeaders().put(HttpHeader.ALLOW, METHODS);
    response.getHeaders().put(Exchange.ID_FIELD, Exchange.idOf(request));
    callback.succeeded();
  }
}

package dev.weir.edge.forward.local;

import dev.weir.edge.forward.fields.Framing;
import dev.weir.edge.forward.fields.UpstreamRequestFields;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/// A client's request as a node is shown it: with the fields that would have been sent to one at
/// the end of a connection.
final class LocalRequest extends Request.Wrapper {

  private final HttpFields fields;
  private final HttpURI uri;

  /// @param authority what the node is called where the client's Host is not to be shown
  LocalRequest(Request clientRequest, UpstreamRequestFields requestFields, String authority) {
    super(clientRequest);
    HttpFields.Mutable made =
        requestFields.make(clientRequest, framing(clientRequest.getHeaders()), authority);
    HttpField coding = clientRequest.getHeaders().getField(HttpHeader.TRANSFER_ENCODING);
    if (coding != null) {
      // The content stays as it is, and so does what says that there is some.
      made.add(coding);
    }
    this.fields = made.asImmutable();
    this.uri = uri(clientRequest.getHttpURI(), made.get(HttpHeader.HOST));
  }

  /// What the fields tell; content of HTTP/2 that names no length speaks for itself.
  private static Framing framing(HttpFields received) {
    long length = received.getLongField(HttpHeader.CONTENT_LENGTH);
    if (length > 0) {
      return new Framing.Length(length);
    }
    return received.contains(HttpHeader.TRANSFER_ENCODING) ? Framing.CHUNKED : Framing.NONE;
  }

  private static HttpURI uri(HttpURI received, String host) {
    return host.equals(received.getAuthority())
        ? received
        : HttpURI.build(received).authority(host).asImmutable();
  }

  @Override
  public HttpFields getHeaders() {
    return fields;
  }

  @Override
  public HttpURI getHttpURI() {
    return uri;
  }
}

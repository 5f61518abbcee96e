package dev.weir.edge.forward;

import dev.weir.edge.forward.fields.Framing;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/// How a client request says whether it has content, and how much.
final class ClientContent {

  private ClientContent() {}

  /// RFC 9112 §6.3 for HTTP/1; HTTP/2 needs no length, so there only the content itself tells.
  static Framing framing(Request clientRequest, RequestContent content) {
    long length = clientRequest.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    if (length >= 0) {
      return length == 0 ? Framing.NONE : new Framing.Length(length);
    }
    if (clientRequest.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
      return content.mayHaveContent() ? Framing.CHUNKED : Framing.NONE;
    }
    return clientRequest.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        ? Framing.CHUNKED
        : Framing.NONE;
  }
}

package dev.weir.runtime.tunnel;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;

/// Which upgrades are passed on: to WebSocket, and nothing else. An upgrade to HTTP/2 would carry
/// further requests past everybody who judges requests.
public final class Upgrading {

  private static final String PROTOCOL = "websocket";
  private static final HttpField UPGRADE = new PreEncodedHttpField(HttpHeader.UPGRADE, PROTOCOL);
  private static final HttpField CONNECTION =
      new PreEncodedHttpField(HttpHeader.CONNECTION, HttpHeaderValue.UPGRADE.asString());

  private Upgrading() {}

  /// Whether the client asks for it (RFC 6455 §4.1): an HTTP/1.1 GET without content.
  public static boolean isAsked(Request clientRequest) {
    HttpFields fields = clientRequest.getHeaders();
    return fields.contains(HttpHeader.UPGRADE)
        && clientRequest.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
        && clientRequest.getMethod().equals("GET")
        && isAsked(fields)
        && !fields.contains(HttpHeader.TRANSFER_ENCODING)
        && fields.getLongField(HttpHeader.CONTENT_LENGTH) <= 0;
  }

  private static boolean isAsked(HttpFields fields) {
    List<String> protocols = fields.getValuesList(HttpHeader.UPGRADE);
    return protocols.size() == 1
        && protocols.getFirst().equalsIgnoreCase(PROTOCOL)
        && fields.contains(HttpHeader.CONNECTION, HttpHeaderValue.UPGRADE.asString());
  }

  /// Puts the fields of the next hop where those of the last one were.
  public static void offer(HttpFields.Mutable fields) {
    fields.put(CONNECTION);
    fields.put(UPGRADE);
  }
}

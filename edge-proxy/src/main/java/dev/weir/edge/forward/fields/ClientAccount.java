package dev.weir.edge.forward.fields;

import dev.weir.http.forwarding.Forwarded;
import dev.weir.http.forwarding.XForwardedFor;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionMetaData;

/// What upstreams are told about a client whose own account is not believed: X-Forwarded-For,
/// Forwarded, X-Real-IP, X-Forwarded-Proto, X-Forwarded-Host.
///
/// It is the same for every request of a connection that names the same authority, so the last one
/// is kept with the connection.
///
/// @param authority as the client wrote it; empty if it named none
/// @param scheme `http` or `https`
record ClientAccount(InetAddress peer, String authority, String scheme, List<HttpField> fields) {

  static final String X_REAL_IP = "X-Real-IP";

  /// No name is longer (RFC 1035 §2.3.4); what clients make us keep with idle connections is small.
  private static final int LONGEST_KEPT = 255;

  private static final String ATTRIBUTE = ClientAccount.class.getName();

  ClientAccount {
    fields = List.copyOf(fields);
  }

  static ClientAccount of(
      ConnectionMetaData connection, InetAddress peer, String authority, String scheme) {
    if (connection.getAttribute(ATTRIBUTE) instanceof ClientAccount kept
        && kept.authority.equals(authority)
        && kept.scheme.equals(scheme)
        && kept.peer.equals(peer)) {
      return kept;
    }
    ClientAccount made =
        new ClientAccount(peer, authority, scheme, fields(peer, authority, scheme));
    if (authority.length() <= LONGEST_KEPT) {
      connection.setAttribute(ATTRIBUTE, made);
    }
    return made;
  }

  void addTo(HttpFields.Mutable request) {
    for (HttpField field : fields) {
      request.add(field);
    }
  }

  private static List<HttpField> fields(InetAddress peer, String authority, String scheme) {
    List<HttpField> fields = new ArrayList<>();
    fields.add(new HttpField(HttpHeader.X_FORWARDED_FOR, XForwardedFor.append(null, peer)));
    fields.add(
        new HttpField(
            HttpHeader.FORWARDED, Forwarded.Element.of(peer, authority, scheme).toString()));
    fields.add(new HttpField(X_REAL_IP, peer.getHostAddress()));
    fields.add(new HttpField(HttpHeader.X_FORWARDED_PROTO, scheme));
    if (!authority.isEmpty()) {
      fields.add(new HttpField(HttpHeader.X_FORWARDED_HOST, authority));
    }
    return fields;
  }
}

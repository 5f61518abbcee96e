package dev.weir.edge.forward.fields;

import dev.weir.edge.observe.Client;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/// What upstreams are told about a client whose own account is not believed.
///
/// It is the same for every request of a connection that names the same authority, so the last one
/// is kept with the connection.
///
/// @param authority as the client wrote it; empty if it named none
/// @param scheme `http` or `https`
/// @param fields immutable
record ClientAccount(Client client, String authority, String scheme, HttpFields fields) {

  /// No name is longer (RFC 1035 §2.3.4); what clients make us keep with idle connections is small.
  private static final int LONGEST_KEPT = 255;

  private static final String ATTRIBUTE = ClientAccount.class.getName();

  /// Null if none is kept, or that of another client, authority or scheme.
  static @Nullable ClientAccount keptWith(
      ConnectionMetaData connection, Client client, String authority, String scheme) {
    return connection.getAttribute(ATTRIBUTE) instanceof ClientAccount kept
            && kept.authority.equals(authority)
            && kept.scheme.equals(scheme)
            && kept.client.equals(client)
        ? kept
        : null;
  }

  void keepWith(ConnectionMetaData connection) {
    if (authority.length() <= LONGEST_KEPT) {
      connection.setAttribute(ATTRIBUTE, this);
    }
  }
}

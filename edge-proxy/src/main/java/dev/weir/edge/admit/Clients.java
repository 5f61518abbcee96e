package dev.weir.edge.admit;

import dev.weir.edge.observe.Client;
import dev.weir.edge.observe.Client.Trust;
import dev.weir.http.forwarding.Cidr;
import dev.weir.http.forwarding.Forwarded;
import dev.weir.http.forwarding.TrustedProxies;
import dev.weir.http.forwarding.XForwardedFor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Finds out who sent a request: the peer itself, or, if that is a proxy we trust, whom it speaks
/// for.
public final class Clients {

  private static final Client UNKNOWN = new Client(null, null, Trust.UNTRUSTED);

  private final TrustedProxies trusted;

  private Clients(TrustedProxies trusted) {
    this.trusted = trusted;
  }

  /// @param networks those whose proxies are believed
  public static Clients trusting(List<Cidr> networks) {
    return new Clients(new TrustedProxies(networks));
  }

  Client of(Request request) {
    if (!(request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress remote)
        || remote.getAddress() == null) {
      return UNKNOWN;
    }
    InetAddress peer = remote.getAddress();
    if (!trusted.trusts(peer)) {
      return new Client(peer, peer, Trust.UNTRUSTED);
    }
    ReceivedFields fields = new ReceivedFields(request.getHeaders());
    return new Client(peer, trusted.client(peer, forwardedFor(fields)), Trust.TRUSTED);
  }

  /// X-Forwarded-For if there is one, otherwise Forwarded.
  private static List<@Nullable InetAddress> forwardedFor(ReceivedFields fields) {
    String chain = fields.combined("X-Forwarded-For");
    if (chain != null) {
      return XForwardedFor.parse(chain).addresses();
    }
    String told = fields.combined("Forwarded");
    Forwarded forwarded = told == null ? null : Forwarded.parse(told);
    return forwarded == null ? List.of() : forwarded.clientAddresses();
  }
}

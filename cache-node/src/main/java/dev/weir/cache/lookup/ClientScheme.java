package dev.weir.cache.lookup;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.http.forwarding.Forwarded;
import dev.weir.http.forwarding.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// By which scheme the client asked, where TLS ended before this node: what the target URI begins
/// with (RFC 9110 §7.1), or else what the one in front says in X-Forwarded-Proto or, if there is
/// none, in Forwarded (RFC 7239 §5.4). What is not plainly `https` is `http`.
public final class ClientScheme {

  private final Ports ports;

  /// For requests that come in on these ports; without any, everybody is believed.
  public ClientScheme(List<NodeConfig.HttpPort> ports) {
    this.ports = new Ports(ports);
  }

  /// The request with the URI its client asked for; this very one where that is what it says.
  public Request restored(Request received) {
    HttpURI uri = received.getHttpURI();
    String scheme = schemeOf(received, uri);
    if (scheme.equals(uri.getScheme())) {
      return received;
    }
    HttpURI.Immutable asked = HttpURI.build(uri).scheme(scheme).asImmutable();
    return new Request.Wrapper(received) {
      @Override
      public HttpURI getHttpURI() {
        return asked;
      }
    };
  }

  private String schemeOf(Request received, HttpURI uri) {
    NodeConfig.HttpPort port = ports.of(received);
    NodeConfig.Scheme rule = port == null ? null : port.scheme();
    if (rule instanceof NodeConfig.Scheme.Fixed(String name)) {
      return name;
    }
    TrustedProxies trusted =
        rule instanceof NodeConfig.Scheme.Told(var by) ? by : NodeConfig.EVERYBODY;
    boolean secure = HttpScheme.HTTPS.is(uri.getScheme()) || saysSo(received, trusted);
    return secure ? HttpScheme.HTTPS.asString() : HttpScheme.HTTP.asString();
  }

  private static boolean saysSo(Request received, TrustedProxies trusted) {
    String told = told(new JettyFields(received.getHeaders()));
    return told != null
        && told.strip().toLowerCase(Locale.ROOT).equals(HttpScheme.HTTPS.asString())
        && trusts(trusted, received);
  }

  /// Null when nothing is said.
  private static @Nullable String told(JettyFields fields) {
    String proto = fields.combined("X-Forwarded-Proto");
    if (proto != null) {
      return proto;
    }
    String account = fields.combined("Forwarded");
    Forwarded forwarded = account == null ? null : Forwarded.parse(account);
    return forwarded == null ? null : forwarded.elements().getFirst().proto();
  }

  /// A Unix-domain socket has no address; who may reach it is the file's to say.
  private static boolean trusts(TrustedProxies trusted, Request received) {
    return received.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer
        ? trusts(trusted, peer.getAddress())
        : !trusted.networks().isEmpty();
  }

  private static boolean trusts(TrustedProxies trusted, @Nullable InetAddress address) {
    return address != null && trusted.trusts(address);
  }
}

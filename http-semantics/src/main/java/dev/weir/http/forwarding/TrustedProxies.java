package dev.weir.http.forwarding;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The networks whose proxies are believed when they say for whom they ask.
public record TrustedProxies(List<Cidr> networks) {

  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  public boolean trusts(InetAddress address) {
    for (Cidr network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /// The address the request started from: from the peer back towards the client, the first one
  /// that is not trusted.
  ///
  /// Whatever stands before that was written by somebody nobody vouches for. Where a trusted proxy
  /// wrote no address, the trail ends at that proxy.
  public InetAddress client(InetAddress peer, List<? extends @Nullable InetAddress> forwardedFor) {
    InetAddress client = peer;
    for (int i = forwardedFor.size() - 1; i >= 0 && trusts(client); i--) {
      InetAddress before = forwardedFor.get(i);
      if (before == null) {
        return client;
      }
      client = before;
    }
    return client;
  }
}

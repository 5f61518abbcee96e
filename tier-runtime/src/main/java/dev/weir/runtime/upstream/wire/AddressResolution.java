package dev.weir.runtime.upstream.wire;

import dev.weir.http.forwarding.IpLiteral;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Finds the addresses of a hop anew for every connection: literals at once, names on a virtual
/// thread. While a name cannot be looked up, the addresses it had last are good enough.
public final class AddressResolution {

  /// Hears what was found.
  interface Addresses {

    /// At least one, the best one first.
    void found(List<SocketAddress> addresses);

    void notFound(Throwable cause);
  }

  private static final String JVM_CACHE_SECONDS = "networkaddress.cache.ttl";

  static {
    // The JVM keeps names for 30 s unless told otherwise before its first lookup; an operator's own
    // value stands.
    if (Security.getProperty(JVM_CACHE_SECONDS) == null
        && System.getProperty("sun.net.inetaddr.ttl") == null) {
      Security.setProperty(JVM_CACHE_SECONDS, "5");
    }
  }

  private final ConcurrentMap<String, List<InetAddress>> lastGood = new ConcurrentHashMap<>();

  void resolve(Hop hop, Addresses then) {
    switch (hop) {
      case Hop.Unix(Path path) -> then.found(List.of(UnixDomainSocketAddress.of(path)));
      case Hop.Tcp(String host, int port) -> {
        InetAddress literal = IpLiteral.parse(withoutBrackets(host));
        if (literal != null) {
          then.found(List.of(new InetSocketAddress(literal, port)));
        } else {
          Thread.ofVirtual().name("resolve-" + host).start(() -> lookUp(host, port, then));
        }
      }
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private void lookUp(String host, int port, Addresses then) {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(host));
      lastGood.put(host, addresses);
    } catch (UnknownHostException e) {
      addresses = lastGood.getOrDefault(host, List.of());
      if (addresses.isEmpty()) {
        then.notFound(e);
        return;
      }
    }
    List<SocketAddress> sockets = new ArrayList<>(addresses.size());
    for (InetAddress address : addresses) {
      sockets.add(new InetSocketAddress(address, port));
    }
    then.found(sockets);
  }
}

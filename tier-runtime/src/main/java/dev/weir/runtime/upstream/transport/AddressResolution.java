package dev.weir.runtime.upstream.transport;

import dev.weir.http.forwarding.IpLiteral;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/// Finds the addresses of a host anew for every connection: literals at once, names on a virtual
/// thread. While a name cannot be looked up, the addresses it had last are good enough.
final class AddressResolution implements SocketAddressResolver {

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

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    InetAddress literal = IpLiteral.parse(withoutBrackets(host));
    if (literal != null) {
      promise.succeeded(List.of(new InetSocketAddress(literal, port)));
    } else {
      Thread.ofVirtual().name("resolve-" + host).start(() -> lookUp(host, port, promise));
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private void lookUp(String host, int port, Promise<List<InetSocketAddress>> promise) {
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(host));
      lastGood.put(host, addresses);
    } catch (UnknownHostException e) {
      addresses = lastGood.getOrDefault(host, List.of());
      if (addresses.isEmpty()) {
        promise.failed(e);
        return;
      }
    }
    var sockets = new ArrayList<InetSocketAddress>(addresses.size());
    for (InetAddress address : addresses) {
      sockets.add(new InetSocketAddress(address, port));
    }
    promise.succeeded(sockets);
  }
}

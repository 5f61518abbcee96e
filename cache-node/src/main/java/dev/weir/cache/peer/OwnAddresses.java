package dev.weir.cache.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where this node listens, so that it is not taken for its own peer: one list of siblings, or one
/// DNS name, may serve all nodes of a cluster. Addresses are compared together with ports, so
/// several nodes may share one address.
///
/// @param http addresses of the HTTP listeners
/// @param icp address of the ICP endpoint, null without one
/// @param local whether an address belongs to this machine; asked when a listener is bound to all
public record OwnAddresses(
    List<InetSocketAddress> http, @Nullable InetSocketAddress icp, Predicate<InetAddress> local) {

  public OwnAddresses {
    http = List.copyOf(http);
  }

  /// The listeners given, on this machine's interfaces.
  public static OwnAddresses of(List<InetSocketAddress> http, @Nullable InetSocketAddress icp) {
    return new OwnAddresses(http, icp, OwnAddresses::belongsToThisMachine);
  }

  /// Whether a peer with these coordinates is this node.
  ///
  /// @param icpPort 0 without ICP
  public boolean include(InetAddress address, int httpPort, int icpPort) {
    if (icp != null && icpPort != 0 && isListener(icp, address, icpPort)) {
      return true;
    }
    return http.stream().anyMatch(listener -> isListener(listener, address, httpPort));
  }

  private boolean isListener(InetSocketAddress listener, InetAddress address, int port) {
    if (listener.isUnresolved() || listener.getPort() != port) {
      return false;
    }
    InetAddress bound = listener.getAddress();
    return bound.isAnyLocalAddress() ? local.test(address) : bound.equals(address);
  }

  private static boolean belongsToThisMachine(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return true;
    }
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      // Interfaces cannot be listed: the loopback test above is all that is known.
      return false;
    }
  }
}

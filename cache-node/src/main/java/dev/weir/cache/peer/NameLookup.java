package dev.weir.cache.peer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The addresses behind a host name. May block.
@FunctionalInterface
public interface NameLookup {

  /// Addresses in the resolver's order, at least one.
  ///
  /// @throws UnknownHostException when the name has none, or the resolver cannot be reached
  List<InetAddress> addresses(String host) throws UnknownHostException;

  /// The resolver of the operating system.
  static NameLookup ofSystem() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}

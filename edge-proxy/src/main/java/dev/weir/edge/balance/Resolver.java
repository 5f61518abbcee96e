package dev.weir.edge.balance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Asks for the addresses of a host name; may take its time.
@FunctionalInterface
public interface Resolver {

  List<InetAddress> addresses(String name) throws UnknownHostException;

  /// The operating system's resolver.
  static Resolver system() {
    return name -> List.of(InetAddress.getAllByName(name));
  }
}

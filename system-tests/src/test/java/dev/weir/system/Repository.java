package dev.weir.system;

import dev.weir.testing.FreePorts;
import dev.weir.testing.RepositoryRoot;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/// Where the tests stand: the repository, and ports of this machine.
final class Repository {

  private Repository() {}

  /// The folder with the top-level `pom.xml`.
  static Path root() {
    return RepositoryRoot.folder();
  }

  /// A TCP port of `address` that nobody uses at this moment.
  static int freePort(String address) throws IOException {
    return FreePorts.next(InetAddress.ofLiteral(address));
  }

  /// A UDP port of `address` that nobody uses at this moment.
  static int freeUdpPort(String address) throws IOException {
    return FreePorts.next(InetAddress.ofLiteral(address));
  }
}

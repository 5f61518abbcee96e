package dev.weir.runtime.accesslog;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes a client's address as far as it may be known.
record ClientName(ClientPrivacy privacy) {

  private static final int KEPT_IPV4_OCTETS = 3;
  private static final int KEPT_IPV6_OCTETS = 6;

  /// The address, or `-` when there is none to write.
  String of(@Nullable InetAddress client) {
    if (client == null) {
      return "-";
    }
    return switch (privacy) {
      case FULL -> client.getHostAddress();
      case TRUNC -> truncated(client);
      case NONE -> "-";
    };
  }

  private static String truncated(InetAddress client) {
    byte[] octets = client.getAddress();
    int kept = client instanceof Inet4Address ? KEPT_IPV4_OCTETS : KEPT_IPV6_OCTETS;
    Arrays.fill(octets, kept, octets.length, (byte) 0);
    try {
      return InetAddress.getByAddress(octets).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + octets.length + " octets", e);
    }
  }
}

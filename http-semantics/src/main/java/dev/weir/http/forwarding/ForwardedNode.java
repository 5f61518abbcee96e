package dev.weir.http.forwarding;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// How `Forwarded` and `X-Forwarded-For` name a host: an address with or without a port (RFC 7239
/// §6).
final class ForwardedNode {

  private ForwardedNode() {}

  /// Reads `192.0.2.1`, `192.0.2.1:80`, `[::1]`, `[::1]:80` and the bare `::1` seen in the wild;
  /// null for anything else.
  static @Nullable InetAddress address(String node) {
    if (node.startsWith("[")) {
      int close = node.indexOf(']');
      boolean portFollows = close == node.length() - 1 || node.startsWith(":", close + 1);
      return close > 0 && portFollows ? IpLiteral.parse(node.substring(1, close)) : null;
    }
    int colon = node.indexOf(':');
    boolean oneColon = colon >= 0 && colon == node.lastIndexOf(':');
    return IpLiteral.parse(oneColon ? node.substring(0, colon) : node);
  }
}

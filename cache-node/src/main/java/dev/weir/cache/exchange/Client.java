package dev.weir.cache.exchange;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;

/// Who sent a request.
///
/// @param address of its connection, `unknown` when that is not of the internet
/// @param protocol version of HTTP it spoke, as Via names it (RFC 9110 §7.6.3)
public record Client(String address, String protocol) {

  /// Who sent this one.
  public static Client of(Request request) {
    String protocol =
        switch (request.getConnectionMetaData().getHttpVersion()) {
          case HTTP_2 -> "2";
          case HTTP_1_0 -> OLD;
          default -> "1.1";
        };
    return new Client(address(request), protocol);
  }

  private static final String OLD = "1.0";

  /// Whether it knows interim responses (RFC 9110 §15.2).
  public boolean knowsInterim() {
    return !protocol.equals(OLD);
  }

  private static String address(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "unknown";
  }
}

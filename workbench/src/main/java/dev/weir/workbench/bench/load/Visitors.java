package dev.weir.workbench.bench.load;

import java.net.InetSocketAddress;

/// Who visits, and where.
///
/// - `authority`: the value of Host.
/// - `keepAlive`: whether a visitor uses a connection for more than one request of a view; every
///   view begins without connections, as that of somebody new.
/// - `connections`: most connections of one visitor at once; browsers have 6.
public record Visitors(
    InetSocketAddress address, String authority, KeepAlive keepAlive, int connections) {

  /// Whether connections are used again.
  public enum KeepAlive {
    ON,
    OFF
  }

  /// Connections a browser opens to one host over HTTP/1.1.
  public static final int BROWSER_CONNECTIONS = 6;

  public Visitors(InetSocketAddress address, String authority, KeepAlive keepAlive) {
    this(address, authority, keepAlive, BROWSER_CONNECTIONS);
  }
}

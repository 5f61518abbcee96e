package dev.weir.runtime.settings;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where a server listens: `8080` or `*:8080` (all interfaces), `127.0.0.1:8080`, `[::1]:8080`,
/// `localhost:0` (any free port) or `unix:/run/weir.sock`.
public sealed interface ListenAddress {

  /// A TCP port; host `*` means all interfaces, port 0 any free one.
  record Tcp(String host, int port) implements ListenAddress {

    public Tcp {
      if (host.isEmpty()) {
        throw new IllegalArgumentException("the host before the colon is missing; use * for all");
      }
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port lies between 0 and 65535");
      }
    }

    public boolean isLoopback() {
      // ofLiteral never asks DNS: what is no address literal is loopback only by the name itself.
      try {
        return InetAddress.ofLiteral(host).isLoopbackAddress();
      } catch (IllegalArgumentException _) {
        return host.equals("localhost");
      }
    }

    @Override
    public String toString() {
      return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
  }

  /// A Unix-domain stream socket, at an absolute path.
  record UnixSocket(Path path) implements ListenAddress {

    // sun_path is 108 octets on Linux, 104 elsewhere, with a NUL at its end.
    private static final int PATH_LIMIT = 103;

    public UnixSocket {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("the path of a Unix socket must be absolute");
      }
      if (path.toString().length() > PATH_LIMIT) {
        throw new IllegalArgumentException(
            "the path of a Unix socket is at most " + PATH_LIMIT + " characters long");
      }
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /// @throws IllegalArgumentException when the text is no address
  static ListenAddress parse(String text) {
    String address = text.strip();
    if (address.startsWith("unix:")) {
      try {
        return new UnixSocket(Path.of(address.substring("unix:".length())));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("not a path: " + e.getReason(), e);
      }
    }
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return new Tcp("*", port(address));
    }
    return new Tcp(host(address.substring(0, colon)), port(address.substring(colon + 1)));
  }

  private static String host(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      String literal = host.substring(1, host.length() - 1);
      InetAddress.ofLiteral(literal);
      return literal;
    }
    if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("an IPv6 address is written in brackets, like [::1]:8080");
    }
    return host;
  }

  private static int port(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "not an address; write it like 8080, 127.0.0.1:8080, [::1]:8080 or unix:/run/weir.sock");
    }
    return Integer.parseInt(text);
  }
}

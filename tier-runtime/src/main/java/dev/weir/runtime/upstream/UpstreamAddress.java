package dev.weir.runtime.upstream;

import dev.weir.http.HostPort;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where an upstream listens.
public sealed interface UpstreamAddress {

  /// A TCP port of a host; a name is looked up anew for every connection.
  ///
  /// @param host a name or an address, IPv6 without brackets
  record Tcp(String host, int port) implements UpstreamAddress {

    public Tcp {
      if (host.isBlank()) {
        throw new IllegalArgumentException("upstream host is empty");
      }
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("upstream port must be 1 to 65535, but is " + port);
      }
    }

    @Override
    public String toString() {
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
  }

  /// A stream socket in the file system of this machine.
  record UnixSocket(Path path) implements UpstreamAddress {

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /// A cache node in this very process, which is called and not connected to.
  ///
  /// @param file its configuration, as it was written
  record Local(String file) implements UpstreamAddress {

    private static final String PREFIX = "local:";

    public Local {
      if (file.isBlank()) {
        throw new IllegalArgumentException(
            "\"local:\" is not followed by the configuration file of a cache node");
      }
    }

    @Override
    public String toString() {
      return PREFIX + file;
    }
  }

  /// Reads `host:port`, `[::1]:port`, `unix:/path` or `local:file`.
  ///
  /// @throws IllegalArgumentException with one line that says what is wrong
  static UpstreamAddress parse(String text) {
    if (text.startsWith("unix:")) {
      return unix(text);
    }
    if (text.startsWith(Local.PREFIX)) {
      return new Local(text.substring(Local.PREFIX.length()));
    }
    HostPort hostPort = HostPort.parse(text);
    return new Tcp(hostPort.host(), hostPort.port());
  }

  private static UnixSocket unix(String text) {
    String path = text.substring("unix:".length());
    try {
      if (path.isEmpty()) {
        throw new IllegalArgumentException("\"unix:\" is not followed by the path of a socket");
      }
      return new UnixSocket(Path.of(path));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no path: " + e.getReason(), e);
    }
  }
}

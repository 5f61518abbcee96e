package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Suggestions;
import dev.weir.cache.config.dialect.Words;
import dev.weir.http.HostPort;
import dev.weir.http.forwarding.TrustedProxies;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `http_port [address:]port [options]` or `http_port unix:/path [options]`; every port is an
/// accelerator's.
final class HttpPortParser {
  /// Any local address.
  static final String EVERYWHERE = "0.0.0.0";

  private static final Set<String> FORWARD_PROXY =
      Set.of(
          "intercept",
          "transparent",
          "tproxy",
          "ssl-bump",
          "allow-direct",
          "connection-auth",
          "connection-auth=",
          "act-as-origin",
          "require-proxy-header");

  private static final List<String> KNOWN =
      List.of("accel", "vhost", "no-vhost", "defaultsite=", "protocol=http", "protocol=https");

  /// The system's limit, 104 octets with a NUL at their end.
  private static final int SOCKET_PATH_LIMIT = 103;

  private HttpPortParser() {}

  static NodeConfig.HttpPort parse(Words words) throws BadWordException {
    String where = words.next("a port");
    NodeConfig.HttpPort place = place(where);
    String defaultSite = null;
    boolean vhost = true;
    NodeConfig.Scheme scheme = new NodeConfig.Scheme.Told(NodeConfig.EVERYBODY);
    while (words.hasNext()) {
      String option = words.next("an option");
      switch (option) {
        case "accel" -> {}
        case "protocol=http", "protocol=HTTP" -> scheme = new NodeConfig.Scheme.Fixed("http");
        case "protocol=https", "protocol=HTTPS" -> scheme = new NodeConfig.Scheme.Fixed("https");
        case "vhost" -> vhost = true;
        case "no-vhost" -> vhost = false;
        default -> defaultSite = defaultSite(option);
      }
    }
    if (!vhost && defaultSite == null) {
      throw new BadWordException("no-vhost needs defaultsite=, the one site there is; add it");
    }
    return new NodeConfig.HttpPort(place.host(), place.port(), defaultSite, vhost, scheme);
  }

  /// The same port, at which these are believed that say the scheme; unless it says it itself.
  static NodeConfig.HttpPort believing(NodeConfig.HttpPort port, TrustedProxies trusted) {
    return switch (port.scheme()) {
      case NodeConfig.Scheme.Fixed _ -> port;
      case NodeConfig.Scheme.Told _ ->
          new NodeConfig.HttpPort(
              port.host(),
              port.port(),
              port.defaultSite(),
              port.vhost(),
              new NodeConfig.Scheme.Told(trusted));
    };
  }

  static String text(NodeConfig.HttpPort port) {
    return "http_port "
        + (port.socket() == null ? text(port.host(), port.port()) : port.host())
        + " accel"
        + (port.vhost() ? " vhost" : " no-vhost")
        + (port.defaultSite() == null ? "" : " defaultsite=" + port.defaultSite())
        + (port.scheme() instanceof NodeConfig.Scheme.Fixed(var name) ? " protocol=" + name : "");
  }

  static String text(@Nullable String host, int port) {
    return new HostPort(host == null ? EVERYWHERE : host, port).toString();
  }

  private static NodeConfig.HttpPort place(String word) throws BadWordException {
    if (word.startsWith(NodeConfig.UNIX)) {
      return socket(word);
    }
    HostPort address = address(word, EVERYWHERE);
    String host = address.host().equals(EVERYWHERE) ? null : address.host();
    return new NodeConfig.HttpPort(host, address.port(), null, true);
  }

  private static NodeConfig.HttpPort socket(String word) throws BadWordException {
    String path = word.substring(NodeConfig.UNIX.length());
    boolean isPath = path.startsWith("/") && path.indexOf('\0') < 0;
    if (!isPath || path.length() > SOCKET_PATH_LIMIT) {
      throw new BadWordException(
          "'"
              + word
              + "' is no socket; write unix: and an absolute path of at most "
              + SOCKET_PATH_LIMIT
              + " characters");
    }
    return new NodeConfig.HttpPort(word, 0, null, true);
  }

  /// `port` or `address:port`.
  static HostPort address(String word, String defaultHost) throws BadWordException {
    if (word.matches("\\d{1,9}")) {
      return new HostPort(defaultHost, Words.number(word, "a port", 0, HostPort.MAX_PORT));
    }
    HostPort address = HostPort.parseOrNull(word, -1);
    if (address == null || address.port() < 0) {
      throw new BadWordException(
          "'" + word + "' is no port; write for example 3128, 127.0.0.1:3128 or [::1]:3128");
    }
    return address;
  }

  private static String defaultSite(String option) throws BadWordException {
    if (option.startsWith("defaultsite=") && option.length() > "defaultsite=".length()) {
      return option.substring("defaultsite=".length());
    }
    String key = option.replaceFirst("=.*", "=");
    if (FORWARD_PROXY.contains(key)) {
      throw new BadWordException(
          "option '"
              + key
              + "' is for forward proxies; every port here is a reverse proxy's; remove it");
    }
    if (key.startsWith("tls") || key.startsWith("ssl") || key.equals("cert=")) {
      throw new BadWordException(
          "option '" + key + "' is not supported: the edge speaks TLS to clients; remove it");
    }
    String nearest = Suggestions.nearest(key, KNOWN);
    throw new BadWordException(
        "option '"
            + option
            + "' is unknown; "
            + (nearest == null
                ? "known are " + String.join(" ", KNOWN)
                : "did you mean " + nearest + "?"));
  }
}

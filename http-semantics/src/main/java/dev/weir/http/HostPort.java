package dev.weir.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A host name or address literal and a TCP or UDP port: `"h:1"`, `"192.0.2.1:1"`, `"[::1]:1"` (RFC
/// 3986 §3.2.2–3.2.3).
///
/// The host is lower-case, an IPv6 literal stands without its brackets.
public record HostPort(String host, int port) {

  public static final int MAX_PORT = 65_535;

  private static final int NO_DEFAULT = -1;
  private static final int MAX_HOST_LENGTH = 255;

  public HostPort {
    if (!isHost(host)) {
      throw new IllegalArgumentException("not a host name or address: \"" + host + '"');
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port out of range 0 to 65535: " + port);
    }
    host = host.toLowerCase(Locale.ROOT);
  }

  /// Reads `host:port`; the port must be there.
  public static HostPort parse(String text) {
    return parse(text, NO_DEFAULT);
  }

  /// Reads `host:port` or `host`, which then gets the default port. Throws IllegalArgumentException
  /// that says what is wrong.
  public static HostPort parse(String text, int defaultPort) {
    int colon = portColon(text);
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
      if (host.indexOf(':') < 0) {
        throw new IllegalArgumentException("no IPv6 address between the brackets: " + text);
      }
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("IPv6 address without brackets: " + text);
    }
    return new HostPort(host, port(text, colon, defaultPort));
  }

  /// As [#parse(String,int)], but null for what cannot be read: for text a peer sent.
  public static @Nullable HostPort parseOrNull(String text, int defaultPort) {
    try {
      return parse(text, defaultPort);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  public boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  /// The host as it stands in a URI: an IPv6 literal in brackets.
  public String uriHost() {
    return isIpv6() ? '[' + host + ']' : host;
  }

  /// The authority text that [#parse] reads back.
  @Override
  public String toString() {
    return uriHost() + ':' + port;
  }

  /// Index of the colon before the port, or the length of the text.
  private static int portColon(String text) {
    int bracket = text.lastIndexOf(']');
    int colon = text.lastIndexOf(':');
    boolean bareIpv6 = bracket < 0 && text.indexOf(':') != colon;
    if (bareIpv6 || colon < bracket || colon < 0) {
      return text.length();
    }
    return colon;
  }

  private static int port(String text, int colon, int defaultPort) {
    int from = colon + 1;
    if (from >= text.length()) {
      if (defaultPort == NO_DEFAULT) {
        throw new IllegalArgumentException("port missing: " + text);
      }
      return defaultPort;
    }
    int port = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Tokens.isDigit(c) || i - from >= 5) {
        throw new IllegalArgumentException("not a port number: " + text.substring(from));
      }
      port = port * 10 + (c - '0');
    }
    return port;
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > MAX_HOST_LENGTH) {
      return false;
    }
    boolean ipv6 = host.indexOf(':') >= 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (ipv6 ? !isIpv6Char(c) : !isNameChar(c)) {
        return false;
      }
    }
    return true;
  }

  /// Hexadecimal, colons, an embedded IPv4 address, and a zone after `%`.
  private static boolean isIpv6Char(char c) {
    return isNameChar(c) || c == ':' || c == '%';
  }

  private static boolean isNameChar(char c) {
    return Tokens.isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '-'
        || c == '.'
        || c == '_';
  }
}

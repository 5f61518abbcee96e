package dev.weir.edge.route;

import java.util.Locale;
import java.util.regex.Pattern;

/// Which hosts a route is for: one by name, all below a name (`*.example.org`), or any.
///
/// @param name lower-case host without port; for [Kind#BELOW] the part after the asterisk,
///   `.example.org`; empty for any
public record HostPattern(Kind kind, String name) implements Comparable<HostPattern> {

  public static final HostPattern ANY = new HostPattern(Kind.ANY, "");

  /// A name, an IPv4 address, or an IPv6 address in brackets.
  private static final Pattern HOST = Pattern.compile("[a-z0-9._-]{1,255}|\\[[0-9a-f:.]{2,45}]");

  /// In the order in which they are tried.
  public enum Kind {
    EXACT,
    BELOW,
    ANY
  }

  /// Reads `host` or `*.host`. Throws IllegalArgumentException that says what is wrong.
  public static HostPattern parse(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    boolean below = host.startsWith("*.");
    String plain = below ? host.substring(2) : host;
    if (!HOST.matcher(plain).matches()) {
      throw new IllegalArgumentException(
          "not a host name: \"" + text + "\"; write www.example.org or *.example.org, no port");
    }
    return below ? new HostPattern(Kind.BELOW, '.' + plain) : new HostPattern(Kind.EXACT, plain);
  }

  public boolean isAny() {
    return kind == Kind.ANY;
  }

  /// `host` is lower-case and without port.
  boolean matches(String host) {
    return switch (kind) {
      case EXACT -> host.equals(name);
      case BELOW -> host.length() > name.length() && host.endsWith(name);
      case ANY -> true;
    };
  }

  /// Exact names first, then the longest wildcard, then any.
  @Override
  public int compareTo(HostPattern other) {
    int byKind = kind.compareTo(other.kind);
    int byLength = Integer.compare(other.name.length(), name.length());
    if (byKind != 0 || byLength != 0) {
      return byKind != 0 ? byKind : byLength;
    }
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return kind == Kind.BELOW ? '*' + name : name;
  }
}

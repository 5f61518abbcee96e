package dev.weir.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which fields belong to one connection only and are not passed on (RFC 9110 §7.6.1).
public final class HopByHop {

  /// Fields meant for every recipient. A peer that nominates one in `Connection` errs (RFC 9110
  /// §7.6.1) or attacks: to drop it would strip a request of its identity or its framing.
  private static final Set<String> END_TO_END =
      Set.of(
          "accept",
          "accept-encoding",
          "age",
          "authorization",
          "cache-control",
          "cache-status",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "etag",
          "expires",
          "forwarded",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "last-modified",
          "location",
          "origin",
          "pragma",
          "proxy-status",
          "range",
          "set-cookie",
          "vary",
          "via",
          "www-authenticate",
          "x-real-ip",
          "x-request-id");

  private HopByHop() {}

  /// True for fields that end at the next hop whether `Connection` nominates them or not.
  public static boolean is(String name) {
    return switch (name.length()) {
      case 2 -> name.equalsIgnoreCase("TE");
      case 7 -> name.equalsIgnoreCase("Upgrade") || name.equalsIgnoreCase("Trailer");
      case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
      case 14 -> name.equalsIgnoreCase("HTTP2-Settings");
      case 16 -> name.equalsIgnoreCase("Proxy-Connection");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      case 18 -> name.equalsIgnoreCase("Proxy-Authenticate");
      case 19 -> name.equalsIgnoreCase("Proxy-Authorization");
      case 25 -> name.equalsIgnoreCase("Proxy-Authentication-Info");
      default -> false;
    };
  }

  /// Lower-case names of the fields that `Connection` asks to drop; never those every recipient
  /// needs.
  public static Set<String> nominated(FieldSource fields) {
    List<String> lines = fields.lines("Connection");
    if (lines.isEmpty() || (lines.size() == 1 && isMereOption(lines.getFirst()))) {
      return Set.of();
    }
    Set<String> names = new HashSet<>();
    for (String line : lines) {
      for (String option : line.split(",")) {
        String name = option.strip().toLowerCase(Locale.ROOT);
        if (Tokens.isToken(name) && !isMereOption(name) && !isEndToEnd(name)) {
          names.add(name);
        }
      }
    }
    return names.isEmpty() ? Set.of() : Set.copyOf(names);
  }

  private static boolean isMereOption(String option) {
    return option.equalsIgnoreCase("close") || option.equalsIgnoreCase("keep-alive");
  }

  private static boolean isEndToEnd(String name) {
    return END_TO_END.contains(name) || name.startsWith("x-forwarded-");
  }
}

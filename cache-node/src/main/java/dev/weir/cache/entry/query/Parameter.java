package dev.weir.cache.entry.query;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One parameter of a query, decoded as `application/x-www-form-urlencoded` (WHATWG URL §5.1).
record Parameter(String name, String value) {

  /// The parameters of a query without its question mark, in order; what is empty is none.
  static List<Parameter> parse(String query) {
    List<Parameter> parameters = new ArrayList<>();
    for (String text : query.split("&")) {
      if (!text.isEmpty()) {
        parameters.add(of(text));
      }
    }
    return parameters;
  }

  private static Parameter of(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Parameter(decoded(text), "")
        : new Parameter(decoded(text.substring(0, equals)), decoded(text.substring(equals + 1)));
  }

  /// Plus signs are spaces, percent signs before two hexadecimal digits begin an octet, the octets
  /// are UTF-8.
  static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      int octet = octets[i];
      if (octet == '+') {
        octet = ' ';
      } else if (octet == '%' && isEncoded(octets, i)) {
        octet = Character.digit(octets[i + 1], 16) << 4 | Character.digit(octets[i + 2], 16);
        i += 2;
      }
      octets[length++] = (byte) octet;
    }
    return new String(octets, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isEncoded(byte[] octets, int percent) {
    return percent + 2 < octets.length
        && Character.digit(octets[percent + 1], 16) >= 0
        && Character.digit(octets[percent + 2], 16) >= 0;
  }
}

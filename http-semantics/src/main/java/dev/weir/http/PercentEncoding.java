package dev.weir.http;

/// Percent-encoding in the one form of the many that mean the same (RFC 3986 §6.2.2).
public final class PercentEncoding {

  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /// The text with hexadecimal digits in upper case and unreserved characters as they are. What is
  /// no percent-encoding stays as it is, and so does every other octet.
  public static String canonical(String text) {
    int at = text.indexOf('%');
    if (at < 0) {
      return text;
    }
    StringBuilder canonical = new StringBuilder(text.length()).append(text, 0, at);
    while (at < text.length()) {
      int octet = octet(text, at);
      if (octet < 0) {
        canonical.append(text.charAt(at++));
      } else {
        append(canonical, octet);
        at += 3;
      }
    }
    return canonical.toString();
  }

  /// -1 where none is encoded.
  private static int octet(String text, int at) {
    if (text.charAt(at) != '%' || at + 2 >= text.length()) {
      return -1;
    }
    int high = digit(text.charAt(at + 1));
    int low = digit(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static void append(StringBuilder canonical, int octet) {
    if (isUnreserved(octet)) {
      canonical.append((char) octet);
    } else {
      canonical.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
    }
  }

  /// RFC 3986 §2.3.
  private static boolean isUnreserved(int octet) {
    return octet < 0x80
        && (Character.isLetterOrDigit(octet)
            || octet == '-'
            || octet == '.'
            || octet == '_'
            || octet == '~');
  }
}

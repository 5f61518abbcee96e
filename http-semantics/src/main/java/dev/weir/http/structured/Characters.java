package dev.weir.http.structured;

/// The character classes of structured fields (RFC 9651 §3, §4.2).
final class Characters {

  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~:/";

  /// A set of characters.
  @FunctionalInterface
  interface Membership {
    boolean holds(char c);
  }

  private Characters() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean startsKey(char c) {
    return isLower(c) || c == '*';
  }

  static boolean continuesKey(char c) {
    return isLower(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '*';
  }

  static boolean startsToken(char c) {
    return isAlpha(c) || c == '*';
  }

  static boolean continuesToken(char c) {
    return isAlpha(c) || isDigit(c) || TOKEN_SIGNS.indexOf(c) >= 0;
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isAlpha(char c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }
}

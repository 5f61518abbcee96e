package dev.weir.http;

/// The character classes HTTP is spelled in (RFC 9110 §5.6.2, RFC 5234 §B.1).
final class Tokens {

  private static final String TCHAR_SIGNS = "!#$%&'*+-.^_`|~";
  private static final boolean[] TCHAR = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      TCHAR[c] = isAlphanumeric(c) || TCHAR_SIGNS.indexOf(c) >= 0;
    }
  }

  private Tokens() {}

  static boolean isToken(String text) {
    return !text.isEmpty() && tokenEnd(text, 0) == text.length();
  }

  /// Index of the first character at or after `from` that cannot stand in a token.
  static int tokenEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isTchar(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Index of the first character at or after `from` that is neither space nor tab.
  static int skipWhitespace(String text, int from) {
    int at = from;
    while (at < text.length() && isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  static boolean isTchar(char c) {
    return c < 128 && TCHAR[c];
  }

  static boolean isWhitespace(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}

package dev.weir.http;

/// A number of seconds as text: digits and nothing else (RFC 9111 §1.2.2), as in `Age` and
/// `max-age`.
public final class DeltaSeconds {

  /// Greater numbers are cut to this one, 2^31.
  public static final long MAX = 1L << 31;

  /// What [#parse] says of a text that is not only digits.
  public static final long INVALID = -1;

  private DeltaSeconds() {}

  public static long parse(String text) {
    if (text.isEmpty()) {
      return INVALID;
    }
    long seconds = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Tokens.isDigit(c)) {
        return INVALID;
      }
      seconds = Math.min(seconds * 10 + (c - '0'), MAX);
    }
    return seconds;
  }
}

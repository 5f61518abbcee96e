package dev.weir.http.representation;

/// Positions and lengths as digits in a field.
final class Octets {

  private Octets() {}

  /// -1 if there is no digit or anything else; what does not fit is Long.MAX_VALUE.
  static long parse(String text, int from, int to) {
    if (from >= to) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      boolean fits = number <= (Long.MAX_VALUE - digit) / 10;
      number = fits ? number * 10 + digit : Long.MAX_VALUE;
    }
    return number;
  }
}

package dev.weir.cache.entry.query;

/// A pattern in which `*` stands for any run of characters, and every other character for itself.
public record Glob(String pattern) {

  /// Whether the whole of a text is as the pattern says. Tries for every star the shortest run
  /// first and only ever goes back to the last star, so the time is bounded by the product of the
  /// lengths.
  public boolean matches(String text) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int i = 0;
    while (i < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = i;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(c -> c == '*');
  }
}

package dev.weir.runtime.settings;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody probably meant, by edit distance.
final class Suggestion {

  private Suggestion() {}

  /// `did you mean port?`, or what is known when nothing is near.
  static String instead(String written, Collection<String> known) {
    @Nullable String nearest = nearest(written, known);
    return nearest == null
        ? "known are " + String.join(", ", known)
        : "did you mean " + nearest + "?";
  }

  /// The known name that differs from the written one by a slip of the finger, if there is one.
  static @Nullable String nearest(String written, Collection<String> known) {
    @Nullable String nearest = null;
    int shortest = Math.max(1, written.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(plain(written), plain(candidate));
      if (distance < shortest) {
        shortest = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static String plain(String name) {
    return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /// Levenshtein's distance, one row at a time.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}

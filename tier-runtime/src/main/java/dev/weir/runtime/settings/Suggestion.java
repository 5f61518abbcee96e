package dev.weir.runtime.settings;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What somebody probably meant, by edit distance.
public final class Suggestion {

  private Suggestion() {}

  /// `did you mean port?`, or what is known when nothing is near.
  static String instead(String written, Collection<String> known) {
    @Nullable String nearest = nearest(written, known);
    return nearest == null
        ? "known are " + String.join(", ", known)
        : "did you mean " + nearest + "?";
  }

  /// The known name that differs from the written one by a slip of the finger, if there is one.
  public static @Nullable String nearest(String written, Collection<String> known) {
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

  /// Insertions, deletions, substitutions and swaps of neighbours that lead from one word to the
  /// other (optimal string alignment).
  private static int distance(String from, String to) {
    int[][] table = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : least(from, i, to, j, table);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int least(String from, int i, String to, int j, int[][] table) {
    char here = from.charAt(i - 1);
    char there = to.charAt(j - 1);
    int least = table[i - 1][j - 1] + (here == there ? 0 : 1);
    least = Math.min(least, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && here == to.charAt(j - 2) && there == from.charAt(i - 2);
    return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
  }
}

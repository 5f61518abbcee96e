package dev.weir.cache.config.dialect;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Guesses what a misspelt word was meant to be.
public final class Suggestions {
  private Suggestions() {}

  /// The known word nearest to `word`, at most a third of its letters away; null when none is.
  public static @Nullable String nearest(String word, Collection<String> known) {
    String best = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
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

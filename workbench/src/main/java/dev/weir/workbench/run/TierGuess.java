package dev.weir.workbench.run;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which tier a text configures, told from the keys and directives it uses: the kind that knows
/// most of them, misspelt ones counting less.
sealed interface TierGuess {

  /// Every word is one of that kind's.
  record Certain(TierKind kind) implements TierGuess {}

  /// Most words are that kind's, some are nobody's or another's.
  record Likely(TierKind kind) implements TierGuess {}

  /// There is nothing but comments.
  record Empty() implements TierGuess {}

  /// No word tells.
  record Undecided() implements TierGuess {}

  /// Looks at a text, and for a tie at the name of its file.
  static TierGuess of(String fileName, String text) {
    List<String> lines = text.lines().filter(line -> !TierWords.isBlank(line)).toList();
    if (lines.isEmpty()) {
      return new Empty();
    }
    Map<TierKind, Integer> scores = new EnumMap<>(TierKind.class);
    for (TierKind kind : TierKind.values()) {
      scores.put(kind, TierWords.score(kind, lines));
    }
    @Nullable TierKind best = best(scores, fileName.toLowerCase(Locale.ROOT));
    if (best == null) {
      return new Undecided();
    }
    return TierWords.allKnown(best, lines) ? new Certain(best) : new Likely(best);
  }

  private static @Nullable TierKind best(Map<TierKind, Integer> scores, String fileName) {
    Integer most = scores.values().stream().max(Comparator.naturalOrder()).orElse(0);
    List<TierKind> first =
        scores.keySet().stream().filter(kind -> most > 0 && most.equals(scores.get(kind))).toList();
    if (first.size() > 1) {
      first = first.stream().filter(kind -> fileName.contains(kind.word())).toList();
    }
    return first.size() == 1 ? first.getFirst() : null;
  }
}

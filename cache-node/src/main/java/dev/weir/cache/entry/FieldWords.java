package dev.weir.cache.entry;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// The members of a comma-separated list field, in lower case and in order (RFC 9110 §5.6.1).
final class FieldWords {
  private FieldWords() {}

  static Set<String> of(Collection<String> lines) {
    Set<String> words = new LinkedHashSet<>();
    for (String line : lines) {
      for (String member : line.split(",")) {
        String word = member.strip().toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
    }
    return words;
  }
}

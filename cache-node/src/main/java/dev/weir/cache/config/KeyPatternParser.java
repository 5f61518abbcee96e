package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.Words;
import dev.weir.cache.decide.UrlPattern;
import dev.weir.cache.entry.query.KeyRules;
import java.util.List;

/// Reads `cache_key_pattern [-i] regex [ignore-query=name,…] [sort-query]`.
final class KeyPatternParser {

  /// The options, those with a value ending in `=`.
  static final List<String> KNOWN = List.of("ignore-query=", "sort-query");

  private static final String IGNORE = KNOWN.getFirst();
  private static final String SORT = KNOWN.getLast();

  private KeyPatternParser() {}

  static KeyPattern parse(Line line) throws BadWordException {
    Words words = new Words(line);
    UrlPattern pattern = Re2Pattern.next(words);
    List<String> ignored = List.of();
    KeyRules.Order order = KeyRules.Order.AS_RECEIVED;
    while (words.hasNext()) {
      String option = words.next("an option");
      if (option.equals(SORT)) {
        order = KeyRules.Order.SORTED;
      } else if (option.startsWith(IGNORE) && option.length() > IGNORE.length()) {
        ignored = List.of(option.substring(IGNORE.length()).split(","));
        NameLists.checkParameters(ignored);
      } else {
        throw new BadWordException(
            "option '" + option + "' is unknown; known are ignore-query=name,… and sort-query");
      }
    }
    return new KeyPattern(pattern, new KeyRules(ignored, order), line.position());
  }

  /// One such line.
  ///
  /// @param position `file:line`
  record KeyPattern(UrlPattern pattern, KeyRules rules, String position) {

    String text() {
      return "cache_key_pattern "
          + pattern
          + (rules.ignored().isEmpty() ? "" : " " + IGNORE + String.join(",", rules.ignored()))
          + (rules.order() == KeyRules.Order.SORTED ? " " + SORT : "");
    }
  }
}

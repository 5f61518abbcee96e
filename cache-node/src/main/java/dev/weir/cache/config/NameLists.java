package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Words;
import java.util.ArrayList;
import java.util.List;

/// Directives that take any number of names, or `none`.
final class NameLists {
  private NameLists() {}

  /// Names of fields that may speak in the place of Cache-Control.
  static List<String> fields(Words words) throws BadWordException {
    List<String> names = names(words, "a field name, or none");
    for (String name : names) {
      if (!name.chars().allMatch(NameLists::isInFieldName)) {
        throw new BadWordException(
            "'" + name + "' is no field name; write for example CDN-Cache-Control");
      }
      if (name.equalsIgnoreCase("cache-control")) {
        throw new BadWordException(
            "'" + name + "' counts anyway, when no targeted field does; remove it");
      }
    }
    return names;
  }

  /// Names of query parameters, with stars for any run of characters.
  static List<String> parameters(Words words) throws BadWordException {
    List<String> names = names(words, "a parameter name such as utm_*, or none");
    checkParameters(names);
    return names;
  }

  /// That these are names of parameters and no more.
  static void checkParameters(List<String> names) throws BadWordException {
    for (String name : names) {
      if (name.chars().anyMatch(c -> c == '=' || c == '&' || c == '?') || name.isEmpty()) {
        throw new BadWordException(
            "'" + name + "' is no parameter name; write it without value, for example utm_*");
      }
    }
  }

  static String text(List<String> names) {
    return names.isEmpty() ? Settings.NONE : String.join(" ", names);
  }

  private static List<String> names(Words words, String what) throws BadWordException {
    List<String> names = new ArrayList<>();
    do {
      names.add(words.next(what));
    } while (words.hasNext());
    return names.equals(List.of(Settings.NONE)) ? List.of() : List.copyOf(names);
  }

  private static boolean isInFieldName(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}

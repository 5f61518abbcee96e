package dev.weir.cache.entry;

import dev.weir.http.FieldSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The request field values a stored response was selected by (RFC 9111 §4.1): the names in its
/// Vary, each with the value the request had, in a normal form. A field the request lacked has an
/// empty list of lines, which differs from an empty line.
///
/// @param values lower-case names in order, each with the normalised value; `ABSENT` where the
///   request had no such field
public record SelectingFields(Map<String, String> values) {
  /// Selects every request: the response has no Vary.
  public static final SelectingFields NONE = new SelectingFields(Map.of());

  /// Stands for a field the request did not have; no field value can contain it.
  static final String ABSENT = "\0";

  private static final String EVERYTHING = "*";

  /// Keeps the names in order.
  public SelectingFields {
    values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /// What selects a response with these fields, for the request that brought it.
  public static SelectingFields of(FieldSource responseFields, FieldSource requestFields) {
    return of(namesIn(responseFields), requestFields);
  }

  /// The values a request has for these Vary names.
  public static SelectingFields of(Set<String> names, FieldSource requestFields) {
    if (names.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new TreeMap<>();
    for (String name : names) {
      values.put(name, valueIn(requestFields, name));
    }
    return new SelectingFields(values);
  }

  /// The field names a response's Vary lists, in lower case; `*` among them when it varies on
  /// everything.
  public static Set<String> namesIn(FieldSource responseFields) {
    List<String> lines = responseFields.lines("vary");
    return lines.isEmpty() ? Set.of() : new TreeSet<>(FieldWords.of(lines));
  }

  /// Whether a request with these fields selects the response; `Vary: *` never matches (RFC 9111
  /// §4.1).
  public boolean matches(FieldSource requestFields) {
    for (Map.Entry<String, String> selecting : values.entrySet()) {
      String name = selecting.getKey();
      if (name.equals(EVERYTHING) || !selecting.getValue().equals(valueIn(requestFields, name))) {
        return false;
      }
    }
    return true;
  }

  /// Stands for a variant that is not known.
  public static final int ANY_VARIANT = 0;

  /// A number that tells variants of one URL apart, the same on every machine; never
  /// [#ANY_VARIANT]. Different fields share one with a probability of 2⁻³², which costs no more
  /// than a question for nothing.
  public int fingerprint() {
    int mixed = values.hashCode() * 0x9e37_79b1;
    mixed ^= mixed >>> 15;
    return mixed == ANY_VARIANT ? 1 : mixed;
  }

  /// The names, in lower case and in order.
  public Set<String> names() {
    return values.keySet();
  }

  /// Whether the response varies on everything.
  public boolean matchesNothing() {
    return values.containsKey(EVERYTHING);
  }

  private static String valueIn(FieldSource fields, String name) {
    List<String> lines = fields.lines(name);
    return lines.isEmpty() ? ABSENT : normalised(name, lines);
  }

  /// RFC 9111 §4.1 allows what is known to keep the meaning: joining lines, white space around
  /// members, and for fields whose grammar we know the case of tokens and the order of members
  /// where their weights tell it (RFC 9110 §12.5).
  private static String normalised(String name, List<String> lines) {
    return switch (name) {
      case "accept-encoding" -> Preferences.codings(lines);
      case "accept-language", "accept-charset" -> Preferences.ordered(lines);
      case "cookie", "user-agent", "referer" -> String.join(", ", lines).strip();
      default -> joined(lines);
    };
  }

  /// Lines joined and white space around commas dropped, but not within quoted strings.
  private static String joined(List<String> lines) {
    String text = String.join(",", lines);
    if (text.indexOf('"') >= 0) {
      return text.strip();
    }
    StringBuilder normal = new StringBuilder(text.length());
    for (String member : text.split(",", -1)) {
      if (!normal.isEmpty()) {
        normal.append(',');
      }
      normal.append(member.strip());
    }
    return normal.toString();
  }

  /// The normalised value selected on, null when the request had no such field or it is not in
  /// Vary.
  public @Nullable String value(String name) {
    String value = values.get(name.toLowerCase(Locale.ROOT));
    return value == null || value.equals(ABSENT) ? null : value;
  }
}

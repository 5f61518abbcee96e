package dev.weir.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The value of `If-Match` or `If-None-Match`: any representation, or one of these tags (RFC 9110
/// §13.1.1, §13.1.2).
///
/// A malformed value is a list without tags: it matches nothing, so `If-None-Match` lets the
/// response through in full and `If-Match` fails.
public record EntityTagList(boolean any, List<EntityTag> tags) {

  private static final EntityTagList ANY = new EntityTagList(true, List.of());
  private static final EntityTagList MATCHES_NOTHING = new EntityTagList(false, List.of());

  public EntityTagList {
    tags = List.copyOf(tags);
  }

  /// Null if the field is absent.
  public static @Nullable EntityTagList of(FieldSource fields, String name) {
    String value = fields.combined(name);
    return value == null ? null : parse(value);
  }

  public static EntityTagList parse(String value) {
    if (value.strip().equals("*")) {
      return ANY;
    }
    List<EntityTag> tags = new ArrayList<>(2);
    int at = skipSeparators(value, 0);
    while (at < value.length()) {
      int end = tagEnd(value, at);
      EntityTag tag = end < 0 ? null : EntityTag.parse(value.substring(at, end));
      if (tag == null) {
        return MATCHES_NOTHING;
      }
      tags.add(tag);
      int next = Tokens.skipWhitespace(value, end);
      if (next < value.length() && value.charAt(next) != ',') {
        return MATCHES_NOTHING;
      }
      at = skipSeparators(value, next);
    }
    return new EntityTagList(false, tags);
  }

  /// The strong comparison, for `If-Match`; no tag matches no representation.
  public boolean strongMatches(@Nullable EntityTag current) {
    return any || (current != null && tags.stream().anyMatch(current::strongMatches));
  }

  /// The weak comparison, for `If-None-Match`.
  public boolean weakMatches(@Nullable EntityTag current) {
    return any || (current != null && tags.stream().anyMatch(current::weakMatches));
  }

  /// Index behind the closing quote; commas may stand between quotes.
  private static int tagEnd(String value, int from) {
    int open = value.startsWith("W/", from) ? from + 2 : from;
    if (open >= value.length() || value.charAt(open) != '"') {
      return -1;
    }
    int close = value.indexOf('"', open + 1);
    return close < 0 ? -1 : close + 1;
  }

  private static int skipSeparators(String value, int from) {
    int at = from;
    while (at < value.length()
        && (value.charAt(at) == ',' || Tokens.isWhitespace(value.charAt(at)))) {
      at++;
    }
    return at;
  }
}

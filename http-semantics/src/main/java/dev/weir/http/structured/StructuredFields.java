package dev.weir.http.structured;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads and writes whole structured field values (RFC 9651 §4); one fault anywhere voids the
/// field, and reading yields null.
///
/// Several field lines are to be joined by commas first.
public final class StructuredFields {

  private StructuredFields() {}

  /// In order; a repeated key has its last value.
  public static @Nullable Map<String, Member> parseDictionary(String value) {
    try {
      return new Reader(value).dictionary();
    } catch (MalformedFieldException e) {
      return null;
    }
  }

  public static @Nullable List<Member> parseList(String value) {
    try {
      return new Reader(value).list();
    } catch (MalformedFieldException e) {
      return null;
    }
  }

  public static @Nullable Item parseItem(String value) {
    try {
      return new Reader(value).soleItem();
    } catch (MalformedFieldException e) {
      return null;
    }
  }

  public static String renderList(List<? extends Member> members) {
    return members.stream().map(Member::toString).collect(Collectors.joining(", "));
  }

  public static String renderDictionary(Map<String, ? extends Member> members) {
    return members.entrySet().stream()
        .map(member -> renderMember(member.getKey(), member.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String renderMember(String key, Member member) {
    if (member instanceof Item(BareItem.Truth(boolean value), var parameters) && value) {
      return key + renderParameters(parameters);
    }
    return key + '=' + member;
  }

  static String renderParameters(Map<String, BareItem> parameters) {
    if (parameters.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    parameters.forEach((key, value) -> {
      text.append(';').append(key);
      if (!value.equals(BareItem.Truth.TRUE)) {
        text.append('=').append(value);
      }
    });
    return text.toString();
  }
}

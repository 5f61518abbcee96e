package dev.weir.sample.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names and values of a query or of an `application/x-www-form-urlencoded` content.
///
/// The first of several values of one name counts; octets that are no UTF-8 become U+FFFD.
public record FormData(Map<String, String> values) {

  public static final FormData EMPTY = new FormData(Map.of());

  static final int MAX_VALUES = 32;

  public FormData {
    values = Map.copyOf(values);
  }

  /// `null`: malformed, or more than 32 values.
  public static @Nullable FormData parse(@Nullable String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      return EMPTY;
    }
    Map<String, String> values = new HashMap<>();
    int count = 0;
    for (String pair : encoded.split("&", MAX_VALUES + 2)) {
      if (++count > MAX_VALUES) {
        return null;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
      if (name == null || value == null) {
        return null;
      }
      values.putIfAbsent(name, value);
    }
    return new FormData(values);
  }

  /// Without the white space around it; empty when absent.
  public String value(String name) {
    return values.getOrDefault(name, "").strip();
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  private static @Nullable String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

package dev.weir.cache.purge;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Named values as one line of text, `mode=hard&url=http%3A%2F…`: as siblings send them and as they
/// are kept on disk.
public final class FormText {

  private FormText() {}

  /// The line, in the order of the map.
  public static String of(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry ->
            entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// What a line says, to be changed by the caller as he likes.
  ///
  /// @throws IllegalArgumentException when it is not such a line
  public static Map<String, String> read(String line) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : line.split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("a parameter without a value");
      }
      values.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return values;
  }

  /// Takes a whole number, 0 at least, out of the values.
  ///
  /// @throws IllegalArgumentException when there is none of that name
  public static long number(Map<String, String> values, String name) {
    String text = values.remove(name);
    if (text == null) {
      throw new IllegalArgumentException("no " + name);
    }
    // What is no number is an IllegalArgumentException too.
    return Math.max(0, Long.parseLong(text));
  }
}

package dev.weir.cache.tell;

import dev.weir.cache.purge.PurgeOrder;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One thing that has become invalid, as one line of a message: `age=12&mode=hard&url=http%3A%2F…`.
///
/// @param age how long ago, to the millisecond; siblings' clocks may differ
record Notice(PurgeOrder order, Duration age) {

  private static final String AGE = "age";

  /// Longer than anything is stored.
  private static final Duration LONGEST_AGE = Duration.ofDays(3650);

  String line() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(AGE, Long.toString(age.toMillis()));
    parameters.putAll(order.parameters());
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// Reads the lines of a message.
  ///
  /// @throws IllegalArgumentException when one says nothing that can be obeyed
  static List<Notice> read(String message) {
    return message.lines().filter(line -> !line.isBlank()).map(Notice::of).toList();
  }

  private static Notice of(String line) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : line.split("&")) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("a parameter without a value");
      }
      parameters.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    String age = parameters.remove(AGE);
    if (age == null) {
      throw new IllegalArgumentException("no age");
    }
    // What is no number is an IllegalArgumentException too.
    long millis = Math.clamp(Long.parseLong(age), 0, LONGEST_AGE.toMillis());
    return new Notice(PurgeOrder.of(parameters), Duration.ofMillis(millis));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package dev.weir.cache.tell;

import dev.weir.cache.purge.FormText;
import dev.weir.cache.purge.PurgeOrder;
import dev.weir.cache.purge.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// One thing that has become invalid, as one line of a message:
/// `n=7&age=12&mode=hard&url=http%3A%2F…`.
///
/// @param number by which whoever tells it knows it
/// @param age how long ago, to the millisecond; siblings' clocks may differ
record Notice(long number, PurgeOrder order, Duration age) {

  private static final String NUMBER = "n";
  private static final String AGE = "age";

  /// Longer than anything is stored.
  private static final Duration LONGEST_AGE = Duration.ofDays(3650);

  static Notice of(Tombstone tombstone, Instant now) {
    Duration age = Duration.between(tombstone.at(), now);
    return new Notice(
        tombstone.number(), tombstone.order(), age.isNegative() ? Duration.ZERO : age);
  }

  String line() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(NUMBER, Long.toString(number));
    values.put(AGE, Long.toString(age.toMillis()));
    values.putAll(order.parameters());
    return FormText.of(values);
  }

  /// @throws IllegalArgumentException when it says nothing that can be obeyed
  static Notice read(String line) {
    Map<String, String> values = FormText.read(line);
    long number = FormText.number(values, NUMBER);
    long millis = Math.min(FormText.number(values, AGE), LONGEST_AGE.toMillis());
    return new Notice(number, PurgeOrder.of(values), Duration.ofMillis(millis));
  }
}

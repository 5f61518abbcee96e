package dev.weir.cache.tell;

import dev.weir.cache.peer.Standing;
import dev.weir.cache.purge.FormText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a node says of itself, as a message: `node=10.0.0.1:3128&standing=draining&at=1763744444`.
///
/// @param node its address and port, by which siblings know it
/// @param at when it was said, in seconds: what was recorded is soon worth nothing
record Announcement(String node, Standing standing, long at) {

  private static final Duration MOST_SKEW = Duration.ofSeconds(60);

  String text() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("node", node);
    values.put("standing", standing.word());
    values.put("at", Long.toString(at));
    return FormText.of(values);
  }

  /// @throws IllegalArgumentException when it is no such message
  static Announcement read(String text) {
    Map<String, String> values = FormText.read(text.strip());
    long at = FormText.number(values, "at");
    String node = values.getOrDefault("node", "");
    return new Announcement(node, Standing.of(values.getOrDefault("standing", "")), at);
  }

  boolean isOf(Instant now) {
    return Math.abs(now.getEpochSecond() - at) <= MOST_SKEW.toSeconds();
  }
}

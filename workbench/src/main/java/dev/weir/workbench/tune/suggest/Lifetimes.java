package dev.weir.workbench.tune.suggest;

import java.time.Duration;
import java.util.List;

/// The lifetimes tried, and how rules write them.
final class Lifetimes {

  private static final List<Duration> GRID =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(3),
          Duration.ofDays(7));

  private Lifetimes() {}

  /// Those a log of some length can tell anything about.
  static List<Duration> within(long spanMillis) {
    return GRID.stream().filter(each -> each.toMillis() <= spanMillis).toList();
  }

  static String text(Duration lifetime) {
    long seconds = lifetime.toSeconds();
    if (seconds == 0) {
      return "0";
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}

package dev.weir.cache.model;

import java.util.List;

/// One thing that happens: a client asks at a moment, and the origin is minded to answer in a
/// certain way, should it be asked.
public record Step(long atMillis, Ask ask, Plan plan) {

  public record Ask(String method, String uri, Headers headers) {}

  /// A whole response of the origin; no two have the same number.
  public record Reply(int serial, int status, Headers headers) {}

  /// What the origin does when asked.
  ///
  /// @param notModified the fields of its 304
  /// @param delayMillis how long every answer takes
  public record Plan(Mood mood, Reply full, Headers notModified, long delayMillis) {}

  public enum Mood {
    /// Every answer is the whole one.
    ANSWERS,
    /// A conditional request is answered with 304.
    CONFIRMS,
    /// No answer comes.
    BREAKS
  }

  /// How a cache dealt with it.
  ///
  /// @param serial of the response the client got; 0 for none
  /// @param ageMillis of a stored one; -1 for one passed on
  /// @param asked what the origin was asked, in order
  /// @param fields of a stored one, in an order of no meaning
  public record Conduct(
      Kind kind, int serial, long ageMillis, List<String> asked, List<String> fields) {}

  public enum Kind {
    HIT,
    STALE_WHILE_REVALIDATE,
    VALIDATED,
    STALE_ON_ERROR,
    PASSED_ON,
    GATEWAY_TIMEOUT,
    FAILED
  }

  @Override
  public String toString() {
    return "%d %s %s %s%n    origin %s in %d ms: #%d %d %s%n    304 %s"
        .formatted(
            atMillis,
            ask.method,
            ask.uri,
            ask.headers.sorted(),
            plan.mood,
            plan.delayMillis,
            plan.full.serial,
            plan.full.status,
            plan.full.headers.sorted(),
            plan.notModified.sorted());
  }
}

package dev.weir.runtime.lifecycle;

/// What a check of readiness found.
public sealed interface Condition {

  /// As it should be.
  record Up() implements Condition {}

  /// Requests are answered, but not as well as they could be.
  record Degraded(String reason) implements Condition {}

  /// Requests should go elsewhere.
  record Down(String reason) implements Condition {}

  Condition UP = new Up();

  static Condition degraded(String reason) {
    return new Degraded(reason);
  }

  static Condition down(String reason) {
    return new Down(reason);
  }
}

package dev.weir.http;

/// What is known of a request method by its case-sensitive name (RFC 9110 §9.2, and the registry it
/// founded).
public final class Methods {

  private Methods() {}

  /// Asks for no change of state (§9.2.1).
  public static boolean isSafe(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "SEARCH", "QUERY" -> true;
      default -> false;
    };
  }

  /// Done twice it has the effect of done once (§9.2.2), so that it may be sent again after a
  /// failure.
  public static boolean isIdempotent(String method) {
    return switch (method) {
      case "PUT", "DELETE" -> true;
      default -> isSafe(method);
    };
  }
}

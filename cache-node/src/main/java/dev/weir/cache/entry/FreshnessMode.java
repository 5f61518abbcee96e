package dev.weir.cache.entry;

/// Whose arithmetic judges freshness.
public enum FreshnessMode {
  /// Squid's, to the second: whole seconds, a missing Date expires a `max-age`, a Date older than a
  /// day is not believed, `min` has no say once there is a Last-Modified.
  SQUID("squid"),
  /// RFC 9111: age by §4.2.3, explicit freshness honoured for every final status, and heuristics
  /// where §4.2.2 allows them.
  RFC9111("rfc9111");

  private final String word;

  FreshnessMode(String word) {
    this.word = word;
  }

  /// The word used for it in a node's configuration.
  public String word() {
    return word;
  }
}

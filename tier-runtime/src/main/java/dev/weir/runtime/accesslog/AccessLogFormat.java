package dev.weir.runtime.accesslog;

/// The forms a line can take.
public enum AccessLogFormat {
  /// Apache's "combined", for GoAccess, AWStats and the like.
  COMBINED,
  /// One JSON object per line.
  JSON,
  /// Squid's native line, for calamaris, SARG and the like.
  SQUID
}

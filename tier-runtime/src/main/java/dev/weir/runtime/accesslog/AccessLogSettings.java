package dev.weir.runtime.accesslog;

import dev.weir.runtime.settings.Default;

/// Where and how a tier writes its access log.
///
/// - `path`: a file, `-` or `stdout` for standard output, `none` for no log.
/// - `queue`: lines that may wait for the disk; more are dropped and counted.
public record AccessLogSettings(
    @Default("'-'") String path,
    @Default("json") AccessLogFormat format,
    @Default("full") ClientPrivacy client,
    @Default("16384") int queue) {

  public AccessLogSettings {
    if (path.isBlank()) {
      throw new IllegalArgumentException("path must be a file, - for standard output, or none");
    }
    if (queue < 16 || queue > 1 << 22) {
      throw new IllegalArgumentException("queue must lie between 16 and 4194304");
    }
  }

  /// No log at all.
  public static AccessLogSettings none() {
    return new AccessLogSettings("none", AccessLogFormat.JSON, ClientPrivacy.FULL, 16);
  }
}

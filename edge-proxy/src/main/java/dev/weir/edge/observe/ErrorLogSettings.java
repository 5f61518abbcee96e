package dev.weir.edge.observe;

import dev.weir.runtime.settings.Default;

/// Where failed exchanges are written down.
///
/// - `path`: a file, `-` or `stdout` for standard output, `none` for no log.
/// - `linesPerSecond`: more are counted instead of written.
public record ErrorLogSettings(@Default("'-'") String path, @Default("20") int linesPerSecond) {

  public ErrorLogSettings {
    if (path.isBlank()) {
      throw new IllegalArgumentException("path must be a file, - for standard output, or none");
    }
    if (linesPerSecond < 1) {
      throw new IllegalArgumentException("linesPerSecond must be at least 1");
    }
  }

  /// No log at all.
  public static ErrorLogSettings none() {
    return new ErrorLogSettings("none", 20);
  }
}

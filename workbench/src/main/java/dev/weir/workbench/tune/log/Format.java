package dev.weir.workbench.tune.log;

import org.jspecify.annotations.Nullable;

/// How lines of a log are written.
sealed interface Format permits CommonFormat, SquidFormat, JsonFormat {

  /// Reads a line; null when that went well, else what is wrong with it.
  @Nullable String read(Line line, Reading into);
}

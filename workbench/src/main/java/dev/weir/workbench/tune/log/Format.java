package dev.weir.workbench.tune.log;

import org.jspecify.annotations.Nullable;

/// How lines of a log are written.
sealed interface Format permits CommonFormat, SquidFormat, JsonFormat {

  /// Said of lines about something else than a request of a client, such as what siblings asked by
  /// ICP: they are neither counted nor faults.
  String NO_REQUEST = "no request of a client";

  /// How a query of a sibling is logged in the place of a method.
  String ICP_QUERY = "ICP_QUERY";

  /// Reads a line; null when that went well, else what is wrong with it.
  @Nullable String read(Line line, Reading into);
}

package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.report.Summary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was measured.
///
/// - `words`: how it was, for whoever wants to know what the figure means.
/// - `files`: configurations that were written for it, by name, in the order to show them.
public record Reading(Summary summary, String words, Map<String, String> files) {

  public Reading {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }
}

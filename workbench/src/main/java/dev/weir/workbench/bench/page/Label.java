package dev.weir.workbench.bench.page;

import dev.weir.workbench.bench.report.SplitCase;

/// What a row is, under the heading it shares with others.
record Label(String group, String name) {

  static Label of(SplitCase split) {
    return switch (split.front()) {
      case ALONE -> new Label("Nobody in front", "app alone");
      case PASSES -> new Label("The application serves the pictures", split.cache().words());
      case SERVES -> new Label("The edge serves the pictures", split.cache().words());
    };
  }
}

package dev.weir.workbench.run;

import java.util.Locale;

/// The three programs Weir consists of.
public enum TierKind {
  EDGE("an edge's YAML file"),
  NODE("a cache node's file in squid.conf's dialect"),
  APP("a sample application's YAML file");

  private final String file;

  TierKind(String file) {
    this.file = file;
  }

  /// As the command line has it: `edge`, `node`, `app`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What its configuration is called in messages.
  public String file() {
    return file;
  }
}

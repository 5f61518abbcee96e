package dev.weir.workbench.run;

/// The three programs Weir consists of.
public enum TierKind {
  EDGE,
  NODE,
  APP
}

package dev.weir.workbench.bench.peers;

/// Whether connections to the next server are used again.
enum KeepAlive {
  ON,
  OFF
}

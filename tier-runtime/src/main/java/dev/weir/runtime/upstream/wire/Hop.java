package dev.weir.runtime.upstream.wire;

import java.nio.file.Path;

/// Where a connection leads.
public sealed interface Hop {

  /// @param host name or address
  record Tcp(String host, int port) implements Hop {}

  /// A stream socket in the file system.
  record Unix(Path path) implements Hop {}
}

package dev.weir.sample.provision;

/// Which memcached the application takes when no servers are configured.
public enum MemcachedSource {
  /// The program when there is one on the PATH, otherwise the built-in server.
  AUTO,
  /// The program on the PATH, started as a child; its absence is an error.
  PROGRAM,
  /// The server inside this process.
  BUILT_IN,
  /// None at all: every page is rendered from SQL.
  NONE
}

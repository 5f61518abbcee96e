package dev.weir.runtime.accesslog;

/// How much of a client's address is written down.
public enum ClientPrivacy {
  /// All of it.
  FULL,
  /// IPv4 by its first 24 bits, IPv6 by its first 48.
  TRUNC,
  /// Nothing.
  NONE
}

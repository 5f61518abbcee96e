package dev.weir.runtime.upstream;

/// How much of a request may have reached the upstream, never less than what really did.
public enum Sent {
  /// Not an octet, and nothing of the request's content was read either: safe to send anywhere
  /// else.
  NOTHING,
  /// The upstream may have begun to act on it.
  PARTLY,
  /// All of it was handed to the network.
  WHOLE
}

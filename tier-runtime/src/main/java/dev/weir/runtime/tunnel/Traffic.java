package dev.weir.runtime.tunnel;

import java.time.Duration;

/// What passed through a tunnel while it was open.
///
/// @param toClientBytes octets written to the client
/// @param toUpstreamBytes octets written to the upstream
/// @param ending how it ended
public record Traffic(Duration open, long toClientBytes, long toUpstreamBytes, Ending ending) {

  /// How a tunnel ends.
  public enum Ending {
    /// Both sides had said all they had to say.
    CLOSED,
    /// One of them broke off, or nobody said anything for too long.
    BROKEN
  }
}

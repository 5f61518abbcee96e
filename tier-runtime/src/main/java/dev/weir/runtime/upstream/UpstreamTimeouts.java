package dev.weir.runtime.upstream;

import java.time.Duration;

/// How long an exchange may wait; all three above zero.
///
/// @param connect for a connection: a free one of the pool, or name lookup and handshake of a new
///   one
/// @param firstByte from the end of the request to the end of the response head, interim responses
///   not counted
/// @param idle for the next octet in either direction while one is wanted
public record UpstreamTimeouts(Duration connect, Duration firstByte, Duration idle) {

  public UpstreamTimeouts {
    requirePositive(connect, "connect");
    requirePositive(firstByte, "firstByte");
    requirePositive(idle, "idle");
  }

  private static void requirePositive(Duration duration, String name) {
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException(
          name + " timeout must be at least 1 ms, but is " + duration);
    }
  }
}

package dev.weir.cache.forward;

import dev.weir.runtime.upstream.KeepAlive;
import java.time.Duration;

/// How long upstreams are waited for, and whether connections to them are used again.
///
/// @param siblingConnect a sibling that does not accept sooner is given up
/// @param siblingFirstByte a sibling that does not begin to answer sooner is given up
/// @param read silence of a parent: until its head, and between two reads
public record ForwardSettings(
    KeepAlive keepAlive, Duration siblingConnect, Duration siblingFirstByte, Duration read) {

  /// By then it has long been passed over, if there was anybody else to ask: this only ends what
  /// nobody waits for any more.
  private static final Duration SIBLING_DEADLINE = Duration.ofSeconds(5);

  /// The deadline for a sibling whose configuration names one, too.
  Duration siblingConnect(Duration configured) {
    return configured.compareTo(siblingConnect) < 0 ? configured : siblingConnect;
  }

  /// With the deadlines for siblings on a local network.
  public static ForwardSettings of(KeepAlive keepAlive, Duration read) {
    return new ForwardSettings(keepAlive, SIBLING_DEADLINE, SIBLING_DEADLINE, read);
  }
}

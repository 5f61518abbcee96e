package dev.weir.edge.observe;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Who sent a request, as far as that can be believed.
///
/// @param peer the other end of the connection; null on a Unix-domain socket
/// @param address the client: the peer, or who a trusted peer says it speaks for; null if that is
///   unknown
/// @param trust whether the peer's forwarding fields are believed
public record Client(@Nullable InetAddress peer, @Nullable InetAddress address, Trust trust) {

  /// Whether the peer is a proxy of our own.
  public enum Trust {
    TRUSTED,
    UNTRUSTED
  }

  public boolean trusted() {
    return trust == Trust.TRUSTED;
  }
}

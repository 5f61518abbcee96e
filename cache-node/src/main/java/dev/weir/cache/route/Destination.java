package dev.weir.cache.route;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.peer.Peer;
import dev.weir.runtime.upstream.UpstreamAddress;

/// A peer a request may be sent to, and how it was chosen.
///
/// @param kind what may be expected of it
/// @param code Squid's word for the way it was chosen
/// @param use what becomes of its answer
public record Destination(Peer peer, Kind kind, String code, Use use) {

  /// One whose answers may be stored.
  public Destination(Peer peer, Kind kind, String code) {
    this(peer, kind, code, Use.KEPT);
  }

  /// Whether this node keeps an answer that could be stored.
  public enum Use {
    KEPT,
    /// It is kept elsewhere.
    PASSED_ON
  }

  /// What a destination does for us.
  public enum Kind {
    /// Gives what it has; asked with `only-if-cached`.
    SIBLING,
    /// A node of ours that the URL belongs to; fetches what it lacks.
    OWNER,
    /// Another cache that fetches for us.
    PARENT,
    /// The origin itself; asked in origin-form.
    ORIGIN
  }

  /// Where it listens.
  public UpstreamAddress address() {
    return new UpstreamAddress.Tcp(peer.httpHost(), peer.httpPort());
  }

  /// Whether it is told not to fetch for us; a sibling with `allow-miss` may.
  public boolean isAskedForCopiesOnly() {
    return kind == Kind.SIBLING && !peer.settings().has(PeerSettings.Option.ALLOW_MISS);
  }

  /// As the access log has it.
  public Hierarchy hierarchy() {
    return new Hierarchy(code, peer.httpHost());
  }
}

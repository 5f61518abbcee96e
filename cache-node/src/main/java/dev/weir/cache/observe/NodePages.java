package dev.weir.cache.observe;

import dev.weir.cache.peer.PeerReport;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.Standing;
import dev.weir.cache.peer.icp.IcpEndpoint;
import dev.weir.cache.peer.icp.IcpReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of a node's admin pages.
public final class NodePages {

  private NodePages() {}

  /// The neighbours, and what went through ICP.
  ///
  /// @param standing of this node: `joining`, `ready` or `draining`
  /// @param icp null when the node speaks none
  public record Neighbours(String standing, List<PeerReport> peers, @Nullable IcpReport icp) {}

  /// The neighbours now.
  public static Neighbours peers(Standing standing, PeerTable peers, @Nullable IcpEndpoint icp) {
    return new Neighbours(standing.word(), peers.report(), icp == null ? null : icp.report());
  }
}

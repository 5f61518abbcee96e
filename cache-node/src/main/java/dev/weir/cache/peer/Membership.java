package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All peers at one moment. Immutable.
///
/// @param peers in configuration order, members of one name in the order of their addresses
/// @param bySource parents that share the clients
/// @param byUrl parents that share the URLs
/// @param icpAddresses addresses of peers with an ICP port: who may send us datagrams
record Membership(
    List<Peer> peers,
    List<Peer> siblings,
    List<Peer> parents,
    CarpArray bySource,
    CarpArray byUrl,
    Map<InetSocketAddress, Peer> byIcpAddress,
    Set<InetAddress> icpAddresses) {

  static final Membership NOBODY = of(List.of(), Set.of());

  /// @param alsoAllowed further addresses of peers' names
  static Membership of(List<Peer> peers, Set<InetAddress> alsoAllowed) {
    Map<InetSocketAddress, Peer> byIcpAddress = new HashMap<>();
    Set<InetAddress> icpAddresses = new HashSet<>(alsoAllowed);
    for (Peer peer : peers) {
      InetSocketAddress icp = peer.icpAddress();
      if (icp != null) {
        // Of two lines for one socket, the one that is asked gets the answers.
        byIcpAddress.merge(icp, peer, (first, second) -> first.isQueried() ? first : second);
        icpAddresses.add(icp.getAddress());
      }
    }
    return new Membership(
        List.copyOf(peers),
        ofKind(PeerSettings.Kind.SIBLING, peers),
        ofKind(PeerSettings.Kind.PARENT, peers),
        sharing(PeerSettings.Option.SOURCEHASH, peers),
        sharing(PeerSettings.Option.CARP, peers),
        Map.copyOf(byIcpAddress),
        Set.copyOf(icpAddresses));
  }

  @Nullable Peer at(InetSocketAddress icp) {
    return byIcpAddress.get(icp);
  }

  private static CarpArray sharing(PeerSettings.Option option, List<Peer> peers) {
    return CarpArray.of(peers.stream().filter(peer -> peer.settings().has(option)).toList());
  }

  private static List<Peer> ofKind(PeerSettings.Kind kind, List<Peer> peers) {
    return peers.stream().filter(peer -> peer.settings().kind() == kind).toList();
  }
}

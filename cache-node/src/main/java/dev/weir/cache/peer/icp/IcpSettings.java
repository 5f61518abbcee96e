package dev.weir.cache.peer.icp;

import dev.weir.cache.config.NodeConfig;
import dev.weir.http.forwarding.Cidr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// How the node speaks ICP.
///
/// @param address where the one socket is bound; queries leave from it and answers come to it
/// @param queryTimeout longest wait for answers (`icp_query_timeout`); the wait itself adapts
/// @param deadPeerTimeout longest silence of a peer that is waited for (`dead_peer_timeout`)
/// @param access which configured peers get more than DENIED (`icp_access`)
/// @param limits bounds on everything others can make us hold or do
public record IcpSettings(
    InetSocketAddress address,
    Duration queryTimeout,
    Duration deadPeerTimeout,
    Predicate<InetAddress> access,
    Limits limits) {

  /// Longest wait when `icp_query_timeout` is 0, which in Squid means: adapt.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /// Bounds.
  ///
  /// @param inquiries misses waiting for answers at once
  /// @param questions datagrams waiting for an answer at once, those given up not long ago included
  /// @param queriesPerSecond queries answered per source address
  /// @param burst queries a source may send at once after a silence
  /// @param urlOctets longest URL that is asked or looked up; longer ones are misses
  public record Limits(
      int inquiries, int questions, int queriesPerSecond, int burst, int urlOctets) {

    /// Far above what one node's misses come to, far below what would hurt.
    public static final Limits DEFAULT = new Limits(8192, 65_536, 20_000, 5_000, 2048);
  }

  public IcpSettings {
    if (queryTimeout.isZero()) {
      queryTimeout = LONGEST_WAIT;
    }
  }

  /// Settings with default limits that let every configured peer ask.
  public static IcpSettings of(
      InetSocketAddress address, Duration queryTimeout, Duration deadPeerTimeout) {
    return new IcpSettings(
        address, queryTimeout, deadPeerTimeout, everyPeer -> true, Limits.DEFAULT);
  }

  /// What a configuration file says. Without a host, the socket is bound to all addresses.
  public static IcpSettings of(NodeConfig.Icp icp) {
    InetSocketAddress address =
        icp.host() == null
            ? new InetSocketAddress(icp.port())
            : new InetSocketAddress(icp.host(), icp.port());
    return new IcpSettings(
        address,
        icp.queryTimeout(),
        icp.deadPeerTimeout(),
        source -> allows(icp.access(), source),
        Limits.DEFAULT);
  }

  /// The first rule about the source counts; when none is, the opposite of the last one (Squid's
  /// access lists). Without rules every configured peer may ask: others get no answer anyway.
  static boolean allows(List<NodeConfig.IcpAccess> rules, InetAddress source) {
    for (NodeConfig.IcpAccess rule : rules) {
      if (isAbout(rule.asker(), source)) {
        return rule.allow();
      }
    }
    return rules.isEmpty() || !rules.getLast().allow();
  }

  private static boolean isAbout(NodeConfig.Asker asker, InetAddress source) {
    return switch (asker) {
      // Others than peers never come this far.
      case NodeConfig.Asker.Everybody _, NodeConfig.Asker.Peers _ -> true;
      case NodeConfig.Asker.Network(Cidr block) -> block.contains(source);
    };
  }
}

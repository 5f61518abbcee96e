package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.lookup.SiblingAnswers;
import dev.weir.cache.peer.NameLookup;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.icp.IcpEndpoint;
import dev.weir.cache.peer.icp.IcpSettings;
import dev.weir.cache.store.ResponseStore;
import dev.weir.runtime.lifecycle.Condition;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The node's neighbours and its voice among them.
///
/// @param icp null when the node speaks no ICP
record Cluster(PeerTable peers, @Nullable IcpEndpoint icp) implements AutoCloseable {

  /// Puts it together; nothing is opened yet.
  static Cluster of(NodeConfig config, ResponseStore store, InstantSource clock) {
    PeerTable peers =
        new PeerTable(config.peers(), ownAddresses(config), NameLookup.ofSystem(), clock);
    IcpEndpoint icp =
        speaksIcp(config)
            ? new IcpEndpoint(
                IcpSettings.of(config.icp()),
                peers,
                new SiblingAnswers(store, config.policy(), clock),
                clock)
            : null;
    return new Cluster(peers, icp);
  }

  private static boolean speaksIcp(NodeConfig config) {
    return config.icp().port() != 0;
  }

  private static OwnAddresses ownAddresses(NodeConfig config) {
    List<InetSocketAddress> http =
        config.httpPorts().stream()
            .filter(port -> port.port() != 0)
            .map(port -> address(port.host(), port.port()))
            .toList();
    return OwnAddresses.of(
        http, speaksIcp(config) ? address(config.icp().host(), config.icp().port()) : null);
  }

  private static InetSocketAddress address(@Nullable String host, int port) {
    return host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
  }

  /// Resolves the peers' names and opens the ICP port.
  ///
  /// @throws IOException when the ICP port cannot be had
  void start() throws IOException {
    peers.start();
    if (icp != null) {
      icp.start();
    }
  }

  /// Without its voice the node still answers, but finds less.
  Condition condition() {
    return icp == null || icp.isRunning()
        ? Condition.UP
        : Condition.degraded("the ICP endpoint is not running");
  }

  @Override
  public void close() {
    if (icp != null) {
      icp.close();
    }
    peers.close();
  }
}

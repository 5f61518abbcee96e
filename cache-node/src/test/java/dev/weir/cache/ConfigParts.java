package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.decide.CachePolicy;
import java.util.List;
import java.util.function.Consumer;

/// The parts of a node's configuration, to make another of them in which some are different.
final class ConfigParts {

  List<NodeConfig.HttpPort> httpPorts;
  NodeConfig.Icp icp;
  NodeConfig.Invalidations invalidations;
  List<PeerSettings> peers;
  CachePolicy policy;
  NodeConfig.Storage storage;
  NodeConfig.Exchange exchange;
  NodeConfig.Admin admin;

  private ConfigParts(NodeConfig config) {
    httpPorts = config.httpPorts();
    icp = config.icp();
    invalidations = config.invalidations();
    peers = config.peers();
    policy = config.policy();
    storage = config.storage();
    exchange = config.exchange();
    admin = config.admin();
  }

  /// @param change sets the parts that are different
  static NodeConfig changed(NodeConfig config, Consumer<ConfigParts> change) {
    ConfigParts parts = new ConfigParts(config);
    change.accept(parts);
    return new NodeConfig(
        parts.httpPorts,
        parts.icp,
        parts.invalidations,
        parts.peers,
        parts.policy,
        parts.storage,
        parts.exchange,
        config.accessLog(),
        parts.admin,
        config.visibleHostname(),
        config.uniqueHostname(),
        config.warnings(),
        List.of());
  }
}

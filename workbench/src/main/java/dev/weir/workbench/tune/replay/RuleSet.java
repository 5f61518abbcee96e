package dev.weir.workbench.tune.replay;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;

/// A candidate to rehearse.
///
/// @param name what reports call it
/// @param largestBytes larger responses are not stored
public record RuleSet(String name, CachePolicy policy, long largestBytes) {

  /// The rules of a node's configuration.
  public static RuleSet of(String name, NodeConfig config) {
    NodeConfig.Storage storage = config.storage();
    return new RuleSet(
        name,
        config.policy(),
        Math.min(storage.maximumObjectSizeBytes(), storage.maximumObjectSizeInMemoryBytes()));
  }
}

package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.deliver.NodeFields;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.ForwardSettings;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Route;
import dev.weir.cache.forward.SiblingQuestion;
import dev.weir.cache.forward.UpstreamFields;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.lookup.RequestKey;
import dev.weir.cache.store.ResponseStore;
import dev.weir.runtime.upstream.KeepAlive;
import dev.weir.runtime.upstream.UpstreamClient;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The request path of a node, put together: one handler over a store, a way upstream and the
/// rules.
final class CacheEngine {

  private final NodeConfig config;
  private final ResponseStore store;
  private final UpstreamClient client;
  private final Cluster cluster;
  private final InstantSource clock;

  CacheEngine(
      NodeConfig config,
      ResponseStore store,
      UpstreamClient client,
      Cluster cluster,
      InstantSource clock) {
    this.config = config;
    this.store = store;
    this.client = client;
    this.cluster = cluster;
    this.clock = clock;
  }

  /// The handler; what it does is told to `listener`.
  CacheHandler handler(ExchangeListener listener) {
    CachePolicy policy = config.policy();
    NodeFields node = new NodeFields(config.visibleHostname(), pseudonym());
    Answers answers = new Answers(node, policy, clock);
    Forwarding forwarding = forwarding();
    Fetching fetching = new Fetching(forwarding, store, policy, collapsing(), limits(), clock);
    Passing passing =
        new Passing(
            forwarding,
            new Invalidation(store, fetching),
            node,
            answers.relay(),
            answers.errorPages(),
            clock);
    Reception reception =
        new Reception(
            new RequestKey(config.httpPorts()), pseudonym(), answers.errorPages(), passing);
    return new CacheHandler(
        reception,
        new Lookup(store),
        fetching,
        answers,
        new CacheHandler.Rules(policy, clock),
        listener);
  }

  private Forwarding forwarding() {
    SiblingQuestion siblings = cluster.icp() == null ? SiblingQuestion.NOBODY : cluster.icp()::ask;
    KeepAlive keepAlive =
        config.exchange().serverPersistentConnections() ? KeepAlive.ON : KeepAlive.OFF;
    return new Forwarding(
        client,
        new Route(cluster.peers(), siblings),
        new UpstreamFields(pseudonym(), config.policy().mode()),
        config.policy(),
        ForwardSettings.of(keepAlive, config.exchange().readTimeout()),
        clock);
  }

  private @Nullable String pseudonym() {
    return config.exchange().via() ? config.uniqueHostname() : null;
  }

  private Fetching.Collapsing collapsing() {
    return config.exchange().collapsedForwarding()
        ? Fetching.Collapsing.ON
        : Fetching.Collapsing.OFF;
  }

  private DownloadLimits limits() {
    NodeConfig.Storage storage = config.storage();
    return DownloadLimits.keepingUpTo(
        Math.min(storage.maximumObjectSizeBytes(), storage.maximumObjectSizeInMemoryBytes()));
  }
}

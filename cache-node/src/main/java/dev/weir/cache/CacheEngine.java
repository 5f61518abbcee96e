package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Timing;
import dev.weir.cache.invalidate.Purger;
import dev.weir.cache.observe.explain.Explainer;
import dev.weir.cache.observe.explain.RecentRequests;
import dev.weir.cache.probe.HitProbe;
import dev.weir.cache.probe.ProbeReport;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.StoreLimits;
import dev.weir.cache.store.ring.RingSettings;
import dev.weir.cache.tell.Hearing;
import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.upstream.UpstreamClient;
import dev.weir.runtime.upstream.UpstreamClientSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/// A node without listeners: the handler, and all that works behind it. Can be mounted in any Jetty
/// server.
public final class CacheEngine implements AutoCloseable {

  /// Room for the fields and the bookkeeping of a response whose content is as long as allowed.
  private static final long HEAD_ALLOWANCE_BYTES = 64 * 1024;

  private final NodeConfig config;
  private final InstantSource clock;
  private final ResponseStore store;
  private final Cluster cluster;
  private final UpstreamClient client;
  private final Fetching fetching;
  private final Purger purger;
  private final @Nullable Hearing hearing;
  private final RequestPath path;
  private final ExchangeListener listener;
  private final PathInForce handler;
  private final @Nullable HitProbe probe;
  private volatile CachePolicy policy;

  /// Puts the parts together; nothing is opened yet.
  ///
  /// @param server whose threads, buffers and scheduler are used, and with which the way upstream
  ///   starts and stops
  /// @param listener hears of every exchange, and of ICP answers when they are to be logged
  /// @throws IOException when a file the configuration names cannot be read
  public CacheEngine(
      NodeConfig config, Server server, InstantSource clock, ExchangeListener listener)
      throws IOException {
    this.config = config;
    this.policy = config.policy();
    this.clock = clock;
    this.store =
        new ResponseStore(storeLimits(config.storage()), directories(config.storage()), clock);
    this.cluster = Cluster.of(config, this::policy, store, clock, listener);
    this.client = new UpstreamClient(clientSettings(config.exchange()), server);
    Forwarding forwarding =
        Outward.of(
            config, this::policy, cluster, store, client, new Timing(clock, server.getScheduler()));
    this.fetching =
        new Fetching(forwarding, store, config.policy(), collapsing(), downloadLimits(), clock);
    this.purger =
        new Purger(
            store,
            fetching,
            config.policy().keys(),
            cluster.tombstones(),
            cluster.telling(),
            clock);
    this.hearing = Hearing.of(config.invalidations(), purger::hear);
    this.path = new RequestPath(config, store, forwarding, fetching, purger, clock);
    ExchangeListener watching = cluster.watching(config, listener);
    this.probe = HitProbe.every(config.admin().probeEvery(), watching, forwarding, store);
    this.listener = probe == null ? watching : probe;
    this.handler = new PathInForce(path.open(policy, this.listener));
  }

  /// How many hits were outdated, by the origin's word.
  ProbeReport probed() {
    return probe == null ? ProbeReport.OFF : probe.report();
  }

  /// The policy in force.
  CachePolicy policy() {
    return policy;
  }

  /// Puts another policy in force at once; requests under way finish by the one they began with.
  void judgeBy(CachePolicy other) {
    policy = other;
    handler.replace(path.open(other, listener));
  }

  /// Takes out of the store what an operator wants out.
  Purger purger() {
    return purger;
  }

  /// Explains requests.
  Explainer explainer(RecentRequests recent) {
    return new Explainer(
        config, this::policy, store, () -> cluster.peers().report(), recent, clock);
  }

  /// The request path.
  public Handler handler() {
    return handler;
  }

  /// Opens the directories of stored responses, makes the node's neighbours known and opens the
  /// ports it talks with them on.
  ///
  /// @throws IOException when a directory or one of these ports cannot be had
  public void start() throws IOException {
    store.open();
    if (hearing != null) {
      hearing.start();
    }
    cluster.start();
  }

  /// Whether everything that is to be stored can be.
  Condition storeCondition() {
    List<String> failing = store.failing();
    return failing.isEmpty()
        ? Condition.UP
        : Condition.degraded("cannot write to " + String.join(", ", failing));
  }

  /// The same as [#figures], and how old what is stored is.
  EngineReport report() {
    return new EngineReport(
        fetching.running(), fetching.waiting(), store.figures(), store.ages(clock.instant()));
  }

  /// What is going on behind the handler.
  public EngineFigures figures() {
    return new EngineFigures(
        fetching.running(), fetching.waiting(), store.figures(), store.parts().figures());
  }

  Cluster cluster() {
    return cluster;
  }

  @Override
  public void close() {
    cluster.close();
    if (hearing != null) {
      hearing.close();
    }
    client.close();
    store.close();
  }

  private Fetching.Collapsing collapsing() {
    return config.exchange().collapsedForwarding()
        ? Fetching.Collapsing.ON
        : Fetching.Collapsing.OFF;
  }

  private DownloadLimits downloadLimits() {
    NodeConfig.Storage storage = config.storage();
    long inMemory = largestInMemoryBytes(storage);
    long onDisk =
        directories(storage).stream().mapToLong(RingSettings::largestBytes).max().orElse(0);
    return DownloadLimits.keeping(
        storage.minimumObjectSizeBytes(), inMemory, Math.max(inMemory, onDisk));
  }

  private static StoreLimits storeLimits(NodeConfig.Storage storage) {
    return new StoreLimits(
        storage.cacheMemBytes(),
        largestInMemoryBytes(storage) + HEAD_ALLOWANCE_BYTES,
        storage.maxVariants());
  }

  static long largestInMemoryBytes(NodeConfig.Storage storage) {
    return Math.min(storage.maximumObjectSizeBytes(), storage.maximumObjectSizeInMemoryBytes());
  }

  private static List<RingSettings> directories(NodeConfig.Storage storage) {
    return storage.directories().stream()
        .map(dir ->
            RingSettings.of(
                dir.path(),
                dir.capacityBytes(),
                Math.min(dir.maxSizeBytes(), storage.maximumObjectSizeBytes()),
                dir.sync()))
        .toList();
  }

  private static UpstreamClientSettings clientSettings(NodeConfig.Exchange exchange) {
    UpstreamClientSettings usual = UpstreamClientSettings.DEFAULTS;
    return new UpstreamClientSettings(
        usual.maxConnectionsPerUpstream(),
        usual.maxWaitingPerUpstream(),
        Math.toIntExact(exchange.replyHeaderMaxBytes()),
        Math.toIntExact(exchange.requestHeaderMaxBytes()),
        usual.pooledIdle());
  }
}

package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Timing;
import dev.weir.cache.invalidate.Purger;
import dev.weir.cache.observe.explain.Explainer;
import dev.weir.cache.observe.explain.RecentRequests;
import dev.weir.cache.probe.HitProbe;
import dev.weir.cache.probe.ProbeReport;
import dev.weir.cache.purge.TombstoneFile;
import dev.weir.cache.purge.Tombstones;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.tell.Hearing;
import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.upstream.UpstreamClient;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/// A node without listeners: the handler, and all that works behind it. Can be mounted in any Jetty
/// server.
public final class CacheEngine implements AutoCloseable {

  private final NodeConfig config;
  private final InstantSource clock;
  private final Tombstones tombstones;
  private final ResponseStore store;
  private final Cluster cluster;
  private final UpstreamClient client;
  private final Fetching fetching;
  private final Purger purger;
  private final @Nullable Hearing hearing;
  private @Nullable TombstoneFile tombstoneFile;
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
    this.tombstones = new Tombstones();
    this.store =
        new ResponseStore(
            EngineLimits.store(config.storage()),
            EngineLimits.directories(config.storage()),
            tombstones::judged,
            clock);
    this.cluster = Cluster.of(config, this::policy, store, tombstones, clock, listener);
    this.client = new UpstreamClient(EngineLimits.client(config.exchange()), server);
    Forwarding forwarding =
        Outward.of(
            config, this::policy, cluster, store, client, new Timing(clock, server.getScheduler()));
    this.fetching =
        new Fetching(
            forwarding,
            store,
            config.policy(),
            collapsing(),
            EngineLimits.downloads(config.storage()),
            clock);
    this.purger =
        new Purger(store, fetching, config.policy().keys(), tombstones, cluster.telling(), clock);
    this.hearing =
        Hearing.of(config.invalidations(), purger::hear, tombstones, cluster.peers(), clock);
    this.path = new RequestPath(config, store, forwarding, fetching, purger, clock);
    ExchangeListener watching = cluster.watching(config, listener);
    this.probe = HitProbe.every(config.admin().probeEvery(), watching, forwarding, store);
    this.listener = probe == null ? watching : probe;
    this.handler = new PathInForce(path.open(cluster.hopMark(), policy, this.listener));
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
    handler.replace(path.open(cluster.hopMark(), other, listener));
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
    List<NodeConfig.CacheDir> directories = config.storage().directories();
    if (!directories.isEmpty()) {
      tombstoneFile = TombstoneFile.open(directories.getFirst().path(), tombstones);
    }
    if (hearing != null) {
      hearing.start();
    }
    cluster.start(purger::learn);
    purger.removeOutstanding();
  }

  /// Says that the node is about to go, so that siblings stop asking it; goes on answering.
  public void drain() {
    cluster.drain();
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
    TombstoneFile kept = tombstoneFile;
    if (kept != null) {
      kept.close();
    }
    store.close();
  }

  private Fetching.Collapsing collapsing() {
    return config.exchange().collapsedForwarding()
        ? Fetching.Collapsing.ON
        : Fetching.Collapsing.OFF;
  }
}

package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.ForwardSettings;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Timing;
import dev.weir.cache.forward.UpstreamFields;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.lookup.RequestKey;
import dev.weir.cache.lookup.SiblingAnswers;
import dev.weir.cache.lookup.VariantPromises;
import dev.weir.cache.purge.Purger;
import dev.weir.cache.route.Route;
import dev.weir.cache.route.SiblingQuestion;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.StoreLimits;
import dev.weir.runtime.upstream.KeepAlive;
import dev.weir.runtime.upstream.UpstreamClient;
import dev.weir.runtime.upstream.UpstreamClientSettings;
import java.io.IOException;
import java.time.InstantSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Scheduler;

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
  private final Handler handler;

  /// Puts the parts together; nothing is opened yet.
  ///
  /// @param server whose threads, buffers and scheduler are used, and with which the way upstream
  ///   starts and stops
  /// @param listener hears of every exchange, and of ICP answers when they are to be logged
  public CacheEngine(
      NodeConfig config, Server server, InstantSource clock, ExchangeListener listener) {
    this.config = config;
    this.clock = clock;
    this.store = new ResponseStore(storeLimits(config.storage()));
    VariantPromises promises = new VariantPromises();
    this.cluster =
        Cluster.of(
            config, new SiblingAnswers(store, config.policy(), promises, clock), clock, listener);
    this.client = new UpstreamClient(clientSettings(config.exchange()), server);
    Forwarding forwarding = forwarding(server.getScheduler());
    this.fetching =
        new Fetching(forwarding, store, config.policy(), collapsing(), downloadLimits(), clock);
    this.handler =
        new RequestPath(config, store, forwarding, fetching, clock)
            .open(
                new PromiseWatch(
                    listener,
                    new RequestKey(config.httpPorts()),
                    config.policy().keys(),
                    promises));
  }

  /// Takes out of the store what an operator wants out.
  Purger purger() {
    return new Purger(store, fetching, config.policy().keys(), clock);
  }

  /// The request path.
  public Handler handler() {
    return handler;
  }

  /// Makes the node's neighbours known and opens its ICP port.
  ///
  /// @throws IOException when the ICP port cannot be had
  public void start() throws IOException {
    cluster.start();
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
    client.close();
    store.close();
  }

  private Forwarding forwarding(Scheduler scheduler) {
    SiblingQuestion siblings = cluster.icp() == null ? SiblingQuestion.NOBODY : cluster.icp()::ask;
    KeepAlive keepAlive =
        config.exchange().serverPersistentConnections() ? KeepAlive.ON : KeepAlive.OFF;
    return new Forwarding(
        client,
        new Route(cluster.peers(), siblings, this::variant),
        new UpstreamFields(RequestPath.pseudonym(config), config.policy().mode()),
        config.policy(),
        ForwardSettings.of(keepAlive, config.exchange().readTimeout()),
        new Timing(clock, scheduler));
  }

  /// The number of the variant a request is for, as far as its kin tell what makes variants.
  private int variant(Ask ask) {
    SelectingFields wanted = new Lookup(store).guess(ask.key(), ask.fields());
    return wanted.names().isEmpty() ? SelectingFields.ANY_VARIANT : wanted.fingerprint();
  }

  private Fetching.Collapsing collapsing() {
    return config.exchange().collapsedForwarding()
        ? Fetching.Collapsing.ON
        : Fetching.Collapsing.OFF;
  }

  private DownloadLimits downloadLimits() {
    NodeConfig.Storage storage = config.storage();
    return DownloadLimits.keeping(storage.minimumObjectSizeBytes(), largestContentBytes(storage));
  }

  private static StoreLimits storeLimits(NodeConfig.Storage storage) {
    return new StoreLimits(
        storage.cacheMemBytes(),
        largestContentBytes(storage) + HEAD_ALLOWANCE_BYTES,
        StoreLimits.USUAL_VARIANTS_PER_URI);
  }

  static long largestContentBytes(NodeConfig.Storage storage) {
    return Math.min(storage.maximumObjectSizeBytes(), storage.maximumObjectSizeInMemoryBytes());
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

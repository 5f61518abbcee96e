package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.observe.NodeObserver;
import dev.weir.cache.observe.shadow.RuleDesk;
import dev.weir.cache.observe.shadow.Shadow;
import dev.weir.runtime.admin.AdminServer;
import dev.weir.runtime.admin.Metrics;
import dev.weir.runtime.lifecycle.Drain;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.ListenAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A shared HTTP cache in Squid's role, as a program.
public final class CacheNode implements Tier {

  private static final Logger LOG = LoggerFactory.getLogger(CacheNode.class);

  private final NodeConfig config;
  private final NodeObserver observer;
  private final CacheEngine engine;
  private final Listeners listeners;
  private final Readiness readiness = new Readiness();
  private final @Nullable AdminServer admin;

  /// A node on the system's clock.
  ///
  /// @throws IOException when it cannot be put together
  public CacheNode(NodeConfig config) throws IOException {
    this(config, InstantSource.system());
  }

  /// A node on a clock of the caller's.
  ///
  /// @throws IOException when it cannot be put together
  public CacheNode(NodeConfig config, InstantSource clock) throws IOException {
    this.config = config;
    Metrics metrics = new Metrics("cache-node");
    this.observer = new NodeObserver(config, metrics, clock);
    // The engine needs the server's threads, the server a handler: this stands in until it is
    // there.
    Handler.Wrapper root = new Handler.Wrapper();
    this.listeners = new Listeners(listenSettings(), root);
    this.engine = new CacheEngine(config, listeners.server(), clock, observer);
    root.setHandler(engine.handler());
    if (!config.exchange().clientPersistentConnections()) {
      listeners.persistentConnections().refuse();
    }
    readiness.check("icp", engine.cluster()::condition);
    readiness.check("store", engine::storeCondition);
    RuleDesk desk =
        new RuleDesk(config.policy(), this::judgeBy, observer::tryOut, Shadow.USUAL_GHOSTS, clock);
    this.admin = new NodeAdmin(config, engine, observer, desk).open(readiness, metrics);
  }

  private void judgeBy(CachePolicy policy) {
    observer.judgeBy(policy);
    engine.judgeBy(policy);
  }

  private List<ListenSettings> listenSettings() {
    return config.httpPorts().stream().map(this::listenSettings).toList();
  }

  private ListenSettings listenSettings(NodeConfig.HttpPort port) {
    Path socket = port.socket();
    ListenSettings usual =
        ListenSettings.on(
            socket == null
                ? new ListenAddress.Tcp(port.host() == null ? "*" : port.host(), port.port())
                : ListenAddress.parse(NodeConfig.UNIX + socket));
    NodeConfig.Exchange exchange = config.exchange();
    ByteSize headLimit = new ByteSize(exchange.requestHeaderMaxBytes());
    return new ListenSettings(
        usual.address(),
        null,
        true,
        exchange.clientIdleTimeout(),
        usual.headTimeout(),
        headLimit,
        headLimit.compareTo(usual.targetLimit()) < 0 ? headLimit : usual.targetLimit(),
        usual.maxFields(),
        usual.uriCompliance(),
        usual.acceptQueue());
  }

  /// The way into the node for who has requests in this process; it never waits. Only while the
  /// node is started.
  public Handler handler() {
    return engine.handler();
  }

  @Override
  public String name() {
    return config.visibleHostname();
  }

  @Override
  public void start() throws IOException {
    try {
      engine.start();
      listeners.start();
      if (admin != null) {
        admin.start();
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public int port() {
    return listeners.port();
  }

  @Override
  public URI uri() {
    return listeners.uri();
  }

  /// What goes on in the node now.
  public EngineFigures figures() {
    return engine.figures();
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  /// The port of the admin listener, -1 without one.
  public int adminPort() {
    return admin == null ? -1 : admin.port();
  }

  @Override
  public void drain(Duration limit) {
    engine.drain();
    switch (new Drain(readiness, listeners).within(limit)) {
      case Drain.Outcome.Finished() -> {}
      case Drain.Outcome.CutOff(int connections) ->
          LOG.warn("{}: {} connections were still open after {}", name(), connections, limit);
    }
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
    listeners.close();
    engine.close();
    observer.close();
  }
}

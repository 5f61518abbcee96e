package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.ListenAddress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.Handler;

/// A shared HTTP cache in Squid's role, as a program.
public final class CacheNode implements Tier {

  private final NodeConfig config;
  private final CacheEngine engine;
  private final Listeners listeners;
  private final Readiness readiness = new Readiness();

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
    // The engine needs the server's threads, the server a handler: this stands in until it is
    // there.
    Handler.Wrapper root = new Handler.Wrapper();
    this.listeners = new Listeners(listenSettings(), root);
    ExchangeListener listener = (exchange, ending) -> {};
    this.engine = new CacheEngine(config, listeners.server(), clock, listener);
    root.setHandler(engine.handler());
    if (!config.exchange().clientPersistentConnections()) {
      listeners.persistentConnections().refuse();
    }
  }

  private List<ListenSettings> listenSettings() {
    return config.httpPorts().stream().map(this::listenSettings).toList();
  }

  private ListenSettings listenSettings(NodeConfig.HttpPort port) {
    ListenSettings usual =
        ListenSettings.on(
            new ListenAddress.Tcp(port.host() == null ? "*" : port.host(), port.port()));
    NodeConfig.Exchange exchange = config.exchange();
    return new ListenSettings(
        usual.address(),
        null,
        true,
        exchange.clientIdleTimeout(),
        usual.headTimeout(),
        new ByteSize(exchange.requestHeaderMaxBytes()),
        usual.targetLimit(),
        usual.maxFields(),
        usual.uriCompliance(),
        usual.acceptQueue());
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

  @Override
  public void drain(Duration limit) {
    readiness.refuse("draining");
    var _ = listeners.shutdown();
  }

  @Override
  public void close() {
    listeners.close();
    engine.close();
  }
}

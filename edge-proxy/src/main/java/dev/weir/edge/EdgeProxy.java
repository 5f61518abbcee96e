package dev.weir.edge;

import dev.weir.edge.admit.Admission;
import dev.weir.edge.admit.Arrival;
import dev.weir.edge.admit.Clients;
import dev.weir.edge.admit.RequestIds;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.edge.route.Routing;
import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.lifecycle.Drain;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.listen.Listeners;
import dev.weir.runtime.upstream.UpstreamClient;
import dev.weir.runtime.upstream.UpstreamClientSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/// The client-facing tier: takes requests in, serves files, forwards everything else. The one place
/// that knows all its parts.
public final class EdgeProxy implements Tier {

  private final EdgeSettings settings;
  private final Listeners listeners;
  private final Upstreams upstreams;
  private final Operations operations;
  private final Readiness readiness = new Readiness();
  private volatile boolean listening;

  /// Opens nothing yet.
  ///
  /// @throws IOException when a certificate or key cannot be read, or a log cannot be written
  public EdgeProxy(EdgeSettings settings) throws IOException {
    this(settings, Map.of());
  }

  /// With cache nodes in this process; opens nothing yet.
  ///
  /// @param nodes what to call for each `local:` server of the settings, by its file as written
  ///   there
  /// @throws IOException when a certificate or key cannot be read, or a log cannot be written
  public EdgeProxy(EdgeSettings settings, Map<String, Request.Handler> nodes) throws IOException {
    InstantSource clock = InstantSource.system();
    this.settings = settings;
    upstreams = new Upstreams(settings.upstreams(), clock);
    operations = new Operations(settings, upstreams.groups(), readiness, clock);
    Handler.Wrapper root = new Handler.Wrapper();
    listeners = new Listeners(settings.listen(), root);
    if (!settings.clientKeepAlive()) {
      listeners.persistentConnections().refuse();
    }
    // On the server's own threads and buffers: a forwarded request changes hands as little as
    // possible.
    UpstreamClient client = new UpstreamClient(UpstreamClientSettings.DEFAULTS, listeners.server());
    ErrorPages errorPages = new ErrorPages(settings.name());
    listeners.server().setErrorHandler(errorPages);
    listeners.server().setRequestLog(operations.observation());
    root.setHandler(
        handlers(
            new Routes(settings, upstreams, new Routes.Ways(client, nodes), errorPages, clock)
                .handler(),
            errorPages));
    upstreams.report(readiness);
    readiness.check(
        "listening", () -> listening ? Condition.UP : Condition.down("not listening yet"));
  }

  /// The way of a request, outside in.
  private Handler handlers(Routing routing, ErrorPages errorPages) {
    return new Arrival(
        Clients.trusting(settings.trustedProxies()),
        RequestIds.from(RandomGenerator.getDefault()),
        new Admission(
            settings.name(),
            errorPages,
            // to StaticFiles or Forwarding, one for each route
            routing));
  }

  /// Every handler of the tree, outermost first.
  List<Handler> handlers() {
    return List.copyOf(listeners.server().getDescendants(Handler.class));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void start() throws Exception {
    try {
      operations.start();
      upstreams.start();
      listeners.start();
      listening = true;
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  @Override
  public int port() {
    return listeners.port();
  }

  /// The port of the admin listener, once started.
  public int adminPort() {
    return operations.adminPort();
  }

  /// Connections of clients open now.
  int connections() {
    return listeners.connections();
  }

  @Override
  public URI uri() {
    return listeners.uri();
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public void drain(Duration limit) {
    Drain.Outcome _ = new Drain(readiness, listeners).within(limit);
  }

  @Override
  public void close() {
    listening = false;
    listeners.close();
    upstreams.close();
    operations.close();
  }
}

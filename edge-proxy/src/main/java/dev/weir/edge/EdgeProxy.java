package dev.weir.edge;

import dev.weir.edge.admit.Admission;
import dev.weir.edge.admit.Arrival;
import dev.weir.edge.admit.Clients;
import dev.weir.edge.admit.RequestIds;
import dev.weir.edge.balance.AddressBook;
import dev.weir.edge.balance.Resolver;
import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.observe.ErrorLog;
import dev.weir.edge.observe.Observation;
import dev.weir.edge.refuse.ErrorPages;
import dev.weir.edge.route.Routing;
import dev.weir.http.forwarding.TrustedProxies;
import dev.weir.runtime.accesslog.AccessLog;
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
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;

/// The client-facing tier: takes requests in, serves files, forwards everything else. The one place
/// that knows all its parts.
public final class EdgeProxy implements Tier {

  private static final Duration ADDRESSES_STAY_CURRENT_FOR = Duration.ofSeconds(3);

  private final EdgeSettings settings;
  private final Listeners listeners;
  private final Map<String, UpstreamGroup> groups = new TreeMap<>();
  private final AddressBook addressBook;
  private final UpstreamClient client;
  private final AccessLog accessLog;
  private final ErrorLog errorLog;
  private final Readiness readiness = new Readiness();

  /// Opens nothing yet.
  ///
  /// @throws IOException when a certificate or key cannot be read
  public EdgeProxy(EdgeSettings settings) throws IOException {
    InstantSource clock = InstantSource.system();
    this.settings = settings;
    settings
        .upstreams()
        .forEach((name, group) ->
            groups.put(name, new UpstreamGroup(name, group, Resolver.system(), clock)));
    addressBook = new AddressBook(groups.values(), ADDRESSES_STAY_CURRENT_FOR);
    Handler.Wrapper root = new Handler.Wrapper();
    listeners = new Listeners(settings.listen(), root);
    // On the server's own threads and buffers, so that a forwarded request changes hands as little
    // as possible.
    client = new UpstreamClient(UpstreamClientSettings.DEFAULTS, listeners.server());
    ErrorPages errorPages = new ErrorPages(settings.name());
    listeners.server().setErrorHandler(errorPages);
    accessLog = new AccessLog(settings.accessLog());
    errorLog = new ErrorLog(settings.errorLog(), clock);
    listeners
        .server()
        .setRequestLog(
            new Observation(
                settings.name(), clock, List.of((facts, _) -> accessLog.log(facts), errorLog)));
    root.setHandler(
        handlers(new Routes(settings, groups, client, errorPages, clock).handler(), errorPages));
  }

  /// The way of a request, outside in.
  private Handler handlers(Routing routing, ErrorPages errorPages) {
    return new Arrival(
        new Clients(new TrustedProxies(settings.trustedProxies())),
        new RequestIds(RandomGenerator.getDefault()),
        new Admission(
            settings.name(),
            errorPages,
            // then either files or an upstream group
            routing));
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void start() throws Exception {
    addressBook.start();
    listeners.start();
  }

  @Override
  public int port() {
    return listeners.port();
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
  public void drain(Duration limit) {}

  @Override
  public void close() {
    listeners.close();
    addressBook.close();
    accessLog.close();
    errorLog.close();
  }
}

package dev.weir.cache.forward;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.route.Destination;
import dev.weir.cache.route.Reach;
import dev.weir.cache.route.Route;
import dev.weir.runtime.tunnel.Upgrading;
import dev.weir.runtime.upstream.UpstreamClient;
import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamTimeouts;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Sends requests upstream, to one destination after the other until one gives an answer that
/// counts.
public final class Forwarding {

  private final UpstreamClient client;
  private final Route route;
  private final UpstreamFields fields;
  private final CachePolicy policy;
  private final ForwardSettings settings;
  private final InstantSource clock;
  private final Slots slots = new Slots();

  /// Over one client for all destinations.
  public Forwarding(
      UpstreamClient client,
      Route route,
      UpstreamFields fields,
      CachePolicy policy,
      ForwardSettings settings,
      InstantSource clock) {
    this.client = client;
    this.route = route;
    this.fields = fields;
    this.policy = policy;
    this.settings = settings;
    this.clock = clock;
  }

  /// Sends a request without content.
  public Attempt send(Ask ask, Purpose purpose, Reach reach, ForwardListener listener) {
    Attempt attempt = new Attempt(this, ask, purpose, null, Attempt.Hearing.ofHttp(listener));
    route.plan(ask, reach, attempt::begin);
    return attempt;
  }

  /// Sends a request as the client asked it, with the content it brings.
  public Attempt pass(Ask ask, Content.@Nullable Source content, ForwardListener listener) {
    Attempt attempt =
        new Attempt(this, ask, Purpose.AS_ASKED, content, Attempt.Hearing.ofHttp(listener));
    route.plan(ask, Reach.PARENTS, attempt::begin);
    return attempt;
  }

  /// Sends a request for another protocol than HTTP, where there is no sibling to ask.
  public Attempt upgrade(Ask ask, ForwardListener listener) {
    Attempt attempt =
        new Attempt(
            this,
            ask,
            Purpose.AS_ASKED,
            null,
            new Attempt.Hearing(listener, Attempt.Offer.UPGRADE));
    route.plan(ask, Reach.PARENTS, attempt::begin);
    return attempt;
  }

  UpstreamClient client() {
    return client;
  }

  Slots slots() {
    return slots;
  }

  InstantSource clock() {
    return clock;
  }

  UpstreamRequest request(
      Ask ask, Purpose purpose, Content.@Nullable Source content, Destination destination) {
    return new UpstreamRequest(
        destination.address(),
        ask.method(),
        target(ask, destination),
        fields.of(ask, purpose, destination, policy.ruleFor(ask.key()).max().toSeconds()),
        content,
        timeouts(destination),
        settings.keepAlive());
  }

  /// The request as the client asked it, with an offer of another protocol.
  UpstreamRequest offering(Ask ask, Destination destination) {
    UpstreamRequest plain = request(ask, Purpose.AS_ASKED, null, destination);
    HttpFields.Mutable offering = HttpFields.build(plain.fields());
    Upgrading.offer(offering);
    return new UpstreamRequest(
        plain.address(),
        plain.method(),
        plain.target(),
        offering,
        null,
        plain.timeouts(),
        plain.keepAlive());
  }

  /// RFC 9112 §3.2: the origin gets origin-form, a proxy absolute-form, without a path in the place
  /// of `*`.
  private static String target(Ask ask, Destination destination) {
    if (destination.kind() == Destination.Kind.ORIGIN) {
      return ask.target();
    }
    return ask.target().equals("*") ? "http://" + ask.key().authority() : ask.key().uri();
  }

  private UpstreamTimeouts timeouts(Destination destination) {
    return switch (destination.kind()) {
      case SIBLING ->
          new UpstreamTimeouts(
              settings.siblingConnect(), settings.siblingFirstByte(), settings.read());
      case PARENT, ORIGIN ->
          new UpstreamTimeouts(
              destination.peer().settings().connectTimeout(), settings.read(), settings.read());
    };
  }
}

package dev.weir.cache.forward;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.route.CopyAges;
import dev.weir.cache.route.Destination;
import dev.weir.cache.route.Reach;
import dev.weir.cache.route.Route;
import dev.weir.http.CacheControl;
import dev.weir.runtime.tunnel.Upgrading;
import dev.weir.runtime.upstream.UpstreamExchange;
import dev.weir.runtime.upstream.UpstreamListener;
import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamTimeouts;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Sends requests upstream, to one destination after the other until one gives an answer that
/// counts.
public final class Forwarding {

  private final Sending client;
  private final Route route;
  private final UpstreamFields fields;
  private final Judgement judgement;
  private final ForwardSettings settings;
  private final Timing timing;
  private final Slots slots = new Slots();

  /// Sends one request to one destination.
  @FunctionalInterface
  public interface Sending {

    /// Begins an exchange; the listener may be called before this returns.
    UpstreamExchange send(UpstreamRequest request, UpstreamListener listener);
  }

  /// What tells how old copies of other caches may be.
  ///
  /// @param policy the one in force, whose rules bound it
  /// @param copyAges what has become invalid bounds it
  public record Judgement(Supplier<CachePolicy> policy, CopyAges copyAges) {

    private long mostSeconds(Ask ask) {
      long ruled = policy.get().ruleFor(ask.key()).max().toSeconds();
      return Math.max(0, Math.min(ruled, copyAges.mostSeconds(ask.key())));
    }
  }

  /// Over one way to send for all destinations.
  public Forwarding(
      Sending client,
      Route route,
      UpstreamFields fields,
      Judgement judgement,
      ForwardSettings settings,
      Timing timing) {
    this.client = client;
    this.route = route;
    this.fields = fields;
    this.judgement = judgement;
    this.settings = settings;
    this.timing = timing;
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

  Sending client() {
    return client;
  }

  Slots slots() {
    return slots;
  }

  Timing timing() {
    return timing;
  }

  /// An answer counted: what it says about the next question for its URL is remembered.
  void learn(Ask ask, Answer answer) {
    CacheControl directives = CacheControl.of(answer.fields());
    boolean unshared = directives.noStore() || directives.isPrivate();
    route.learn(ask, unshared ? Route.Answered.FOR_ONE_CLIENT : Route.Answered.FOR_ALL);
  }

  /// Whether the answer of a sibling may be older than it may be.
  boolean isTooOld(Ask ask, Answer answer) {
    return judgement.copyAges().isTooOld(ask.key(), answer.fields(), answer.requestTime());
  }

  /// Whether copies of other caches may be too old although they are fresh.
  boolean limitsCopies(Ask ask) {
    return judgement.copyAges().mostSeconds(ask.key()) != CopyAges.ANY;
  }

  UpstreamRequest request(
      Ask ask, Purpose purpose, Content.@Nullable Source content, Destination destination) {
    HttpFields made = fields.of(ask, purpose, destination, oldestCopy(ask, destination));
    return new UpstreamRequest(
        destination.address(),
        ask.method(),
        target(ask, destination),
        content == null ? made : fields.withContent(made, ask),
        content,
        timeouts(destination),
        settings.keepAlive());
  }

  private long oldestCopy(Ask ask, Destination destination) {
    return switch (destination.kind()) {
      case SIBLING -> judgement.mostSeconds(ask);
      // Our rules are not theirs, but what has become invalid is so at every cache.
      case PARENT, OWNER -> judgement.copyAges().mostSeconds(ask.key());
      case ORIGIN -> CopyAges.ANY;
    };
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
    return ask.target().equals("*") ? ask.key().origin() : ask.uri();
  }

  private UpstreamTimeouts timeouts(Destination destination) {
    return switch (destination.kind()) {
      case SIBLING ->
          new UpstreamTimeouts(
              settings.siblingConnect(destination.peer().settings().connectTimeout()),
              settings.siblingFirstByte(),
              settings.read());
      case OWNER ->
          new UpstreamTimeouts(
              settings.siblingConnect(destination.peer().settings().connectTimeout()),
              settings.read(),
              settings.read());
      case PARENT, ORIGIN ->
          new UpstreamTimeouts(
              destination.peer().settings().connectTimeout(), settings.read(), settings.read());
    };
  }
}

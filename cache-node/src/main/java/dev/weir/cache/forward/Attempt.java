package dev.weir.cache.forward;

import dev.weir.cache.exchange.Ask;
import dev.weir.cache.route.Destination;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamExchange;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamListener;
import dev.weir.runtime.upstream.UpstreamResponse;
import dev.weir.runtime.upstream.UpstreamUpgrade;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// One request on its way: tries its destinations in turn and reports the first answer that counts,
/// or the last failure.
///
/// A failed try is followed by another only when nothing can be done twice by it: the request has
/// no content and its method is idempotent, or not an octet of it was sent.
public final class Attempt {

  private final Forwarding forwarding;
  private final Ask ask;
  private final Purpose purpose;
  private final Content.@Nullable Source content;
  private final ForwardListener listener;
  private final Offer offer;
  private Iterator<Destination> remaining = List.<Destination>of().iterator();
  private @Nullable UpstreamExchange exchange;
  private int tries;
  private boolean aborted;

  /// What is offered to destinations besides an answer over HTTP.
  enum Offer {
    NOTHING,
    /// Another protocol.
    UPGRADE
  }

  /// Who hears of it, and what else there may be to hear.
  record Hearing(ForwardListener listener, Offer offer) {

    static Hearing ofHttp(ForwardListener listener) {
      return new Hearing(listener, Offer.NOTHING);
    }
  }

  Attempt(
      Forwarding forwarding,
      Ask ask,
      Purpose purpose,
      Content.@Nullable Source content,
      Hearing hearing) {
    this.forwarding = forwarding;
    this.ask = ask;
    this.purpose = purpose;
    this.content = content;
    this.listener = hearing.listener();
    this.offer = hearing.offer();
  }

  /// Nobody wants the answer any more; the listener hears of a failure if it has heard nothing
  /// final yet.
  public void abort(Throwable cause) {
    UpstreamExchange running;
    synchronized (this) {
      aborted = true;
      running = exchange;
    }
    if (running != null) {
      running.abort(cause);
    }
  }

  void begin(List<Destination> destinations) {
    remaining = destinations.iterator();
    if (!remaining.hasNext()) {
      listener.onFailure(unavailable("no parent is configured"), null);
      return;
    }
    tryNext();
  }

  private void tryNext() {
    Destination destination = remaining.next();
    if (!forwarding.slots().take(destination.peer())) {
      full(destination);
      return;
    }
    int number = nextTry();
    UpstreamExchange running =
        forwarding
            .client()
            .send(
                switch (offer) {
                  case NOTHING -> forwarding.request(ask, purpose, content, destination);
                  case UPGRADE -> forwarding.offering(ask, destination);
                },
                new Try(destination, forwarding.clock().instant()));
    if (!follow(running, number)) {
      running.abort(new IOException("the client has gone"));
    }
  }

  private void full(Destination destination) {
    if (mayGoOn()) {
      tryNext();
    } else {
      listener.onFailure(
          new UpstreamFailure(
              ProxyError.CONNECTION_LIMIT_REACHED,
              Sent.NOTHING,
              "max-conn of " + destination.peer()),
          destination);
    }
  }

  private synchronized int nextTry() {
    return ++tries;
  }

  /// Remembers the exchange to abort, unless its failure was reported while it was being sent and
  /// another has begun; says whether it is still wanted.
  private synchronized boolean follow(UpstreamExchange running, int number) {
    if (number == tries) {
      exchange = running;
    }
    return !aborted;
  }

  private static UpstreamFailure unavailable(String detail) {
    return new UpstreamFailure(ProxyError.DESTINATION_UNAVAILABLE, Sent.NOTHING, detail);
  }

  private synchronized boolean mayGoOn() {
    return remaining.hasNext() && !aborted;
  }

  /// One destination being asked.
  private final class Try implements UpstreamListener {

    private final Destination destination;
    private final Instant requestTime;

    Try(Destination destination, Instant requestTime) {
      this.destination = destination;
      this.requestTime = requestTime;
    }

    @Override
    public void onInformational(int status, HttpFields fields) {
      if (destination.kind() != Destination.Kind.SIBLING) {
        listener.onInterim(status, fields);
      }
    }

    @Override
    public void onResponse(UpstreamResponse response) {
      destination.peer().connected();
      UpstreamResponse held = held(response);
      Answer answer = new Answer(held, destination, requestTime, forwarding.clock().instant());
      if (counts(answer)) {
        listener.onAnswer(answer);
        return;
      }
      held.content().fail(new IOException("passed over for another upstream"));
      if (mayGoOn()) {
        tryNext();
      } else {
        listener.onFailure(unavailable("no parent is left to ask"), destination);
      }
    }

    /// The place is given back at once: what `max-conn` bounds is exchanges.
    @Override
    public void onUpgrade(UpstreamUpgrade upgrade) {
      destination.peer().connected();
      forwarding.slots().free(destination.peer());
      listener.onUpgrade(
          upgrade, destination, Duration.between(requestTime, forwarding.clock().instant()));
    }

    /// The response with content that keeps the peer's place until it is over.
    private UpstreamResponse held(UpstreamResponse response) {
      return new UpstreamResponse(
          response.status(),
          response.reason(),
          response.fields(),
          forwarding.slots().holding(destination.peer(), response.content()));
    }

    private boolean counts(Answer answer) {
      if (destination.kind() == Destination.Kind.SIBLING) {
        return siblingCounts(answer);
      }
      boolean isGatewayError = answer.status() == 502 || answer.status() == 504;
      return !isGatewayError || !ask.isRepeatable() || content != null || !mayGoOn();
    }

    private boolean siblingCounts(Answer answer) {
      if (SiblingAnswer.isUsable(answer, purpose)) {
        destination.peer().kept(ask.key());
        return true;
      }
      if (answer.status() == 504) {
        destination.peer().falseHit(ask.key());
      } else {
        destination.peer().fetchFailed(ask.key());
      }
      return false;
    }

    @Override
    public void onFailure(UpstreamFailure failure) {
      forwarding.slots().free(destination.peer());
      report(failure);
      if (mayGoOn() && isHarmlessToRepeat(failure)) {
        tryNext();
      } else {
        listener.onFailure(failure, destination);
      }
    }

    private void report(UpstreamFailure failure) {
      switch (failure.error()) {
        case CONNECTION_REFUSED, CONNECTION_TIMEOUT, DESTINATION_IP_UNROUTABLE, DNS_ERROR ->
            destination.peer().connectFailed();
        default -> {
          if (destination.kind() == Destination.Kind.SIBLING) {
            destination.peer().fetchFailed(ask.key());
          }
        }
      }
    }

    private boolean isHarmlessToRepeat(UpstreamFailure failure) {
      return failure.sent() == Sent.NOTHING || (content == null && ask.isRepeatable());
    }
  }
}

package dev.weir.cache.forward;

import dev.weir.cache.exchange.Ask;
import dev.weir.cache.route.Destination;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// One request on its way: tries its destinations in turn and reports the first answer that counts,
/// or the last failure.
///
/// A failed try is followed by another only when nothing can be done twice by it: the request has
/// no content and its method is idempotent, or not an octet of it was sent. A destination that
/// cannot be relied upon, such as a sibling, is not waited for longer than it usually needs: then
/// the next one is asked as well, and whoever answers first is heard.
public final class Attempt {

  private final Forwarding forwarding;
  private final Ask ask;
  private final Purpose purpose;
  private final Content.@Nullable Source content;
  private final ForwardListener listener;
  private final Offer offer;
  private final List<Try> running = new ArrayList<>();
  private Iterator<Destination> remaining = List.<Destination>of().iterator();
  private boolean over;
  private boolean unwanted;

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

  Forwarding forwarding() {
    return forwarding;
  }

  Ask ask() {
    return ask;
  }

  Purpose purpose() {
    return purpose;
  }

  ForwardListener listener() {
    return listener;
  }

  Content.@Nullable Source content() {
    return content;
  }

  UpstreamRequest request(Destination destination) {
    return switch (offer) {
      case NOTHING -> forwarding.request(ask, purpose, content, destination);
      case UPGRADE -> forwarding.offering(ask, destination);
    };
  }

  /// Nobody wants the answer any more; the listener hears of a failure if it has heard nothing
  /// final yet.
  public void abort(Throwable cause) {
    List<Try> aborted;
    synchronized (this) {
      unwanted = true;
      aborted = List.copyOf(running);
    }
    aborted.forEach(one -> one.abort(cause));
  }

  void begin(List<Destination> destinations) {
    if (destinations.isEmpty()) {
      listener.onFailure(unavailable("no parent is configured"), null);
      return;
    }
    synchronized (this) {
      remaining = destinations.iterator();
      over = unwanted;
    }
    if (over) {
      listener.onFailure(unavailable("nobody wants it any more"), null);
    } else {
      tryNext();
    }
  }

  private void tryNext() {
    Try next;
    Destination destination;
    synchronized (this) {
      if (over || !remaining.hasNext()) {
        return;
      }
      destination = remaining.next();
      next = forwarding.slots().take(destination.peer()) ? new Try(this, destination) : null;
      if (next != null) {
        running.add(next);
      }
    }
    if (next == null) {
      full(destination);
    } else {
      hedge(next);
      next.send();
    }
  }

  private void full(Destination destination) {
    if (mayGoOn()) {
      tryNext();
    } else if (endsWith(null)) {
      listener.onFailure(
          new UpstreamFailure(
              ProxyError.CONNECTION_LIMIT_REACHED,
              Sent.NOTHING,
              "max-conn of " + destination.peer()),
          destination);
    }
  }

  /// When `one` takes too long, the next destination is asked as well.
  private void hedge(Try one) {
    if (one.isHedged() && mayGoOn()) {
      Scheduler.Task task = forwarding.timing().after(one.patience(), () -> look(one));
      one.onSettled(task::cancel);
    }
  }

  private void look(Try one) {
    boolean waiting;
    synchronized (this) {
      waiting = mayGoOn() && running.contains(one);
    }
    if (!waiting) {
      return;
    }
    if (one.isOverdue()) {
      one.tooSlow();
      tryNext();
    } else {
      // The scheduler's time is not the clock's; the clock counts.
      hedge(one);
    }
  }

  private static UpstreamFailure unavailable(String detail) {
    return new UpstreamFailure(ProxyError.DESTINATION_UNAVAILABLE, Sent.NOTHING, detail);
  }

  /// Whether another destination is left.
  synchronized boolean mayGoOn() {
    return remaining.hasNext() && !over && !unwanted;
  }

  /// Whether the answer of `one` is the first that counts; whoever else was asked is told to stop.
  boolean wins(Try one) {
    List<Try> losers;
    synchronized (this) {
      if (over || !running.remove(one)) {
        return false;
      }
      over = true;
      losers = List.copyOf(running);
      // Still to be aborted when the client goes while the content arrives.
      running.clear();
      running.add(one);
    }
    losers.forEach(loser -> loser.abort(new IOException("another upstream answered sooner")));
    return true;
  }

  /// The answer of `one` is not worth having: others may have a better one.
  void passOver(Try one) {
    if (mayGoOn()) {
      leave(one);
      tryNext();
    } else if (endsWith(one)) {
      listener.onFailure(unavailable("no parent is left to ask"), one.destination());
    }
  }

  /// `one` failed.
  void failed(Try one, UpstreamFailure failure) {
    boolean harmless = failure.sent() == Sent.NOTHING || (content == null && ask.isRepeatable());
    if (mayGoOn() && harmless) {
      leave(one);
      tryNext();
    } else if (endsWith(one)) {
      listener.onFailure(failure, one.destination());
    }
  }

  private synchronized void leave(Try one) {
    running.remove(one);
  }

  /// Whether nobody is being asked any more, now that `one` is of no use.
  private synchronized boolean endsWith(@Nullable Try one) {
    if (over) {
      return false;
    }
    running.remove(one);
    over = running.isEmpty();
    return over;
  }
}

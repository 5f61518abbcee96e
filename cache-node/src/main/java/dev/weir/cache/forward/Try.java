package dev.weir.cache.forward;

import dev.weir.cache.route.Destination;
import dev.weir.cache.secret.HopMark;
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
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// One destination being asked on behalf of an attempt.
final class Try implements UpstreamListener {

  /// Shortest and longest wait for a copy of a sibling, which it has in memory.
  private static final Duration LEAST_FOR_COPY = Duration.ofMillis(10);

  private static final Duration MOST_FOR_COPY = Duration.ofMillis(100);

  /// The same for an owner, which may have to fetch.
  private static final Duration LEAST_FOR_OWNER = Duration.ofMillis(250);

  private static final Duration MOST_FOR_OWNER = Duration.ofSeconds(1);

  private final Attempt attempt;
  private final Destination destination;
  private final Instant requestTime;
  private @Nullable UpstreamExchange exchange;
  private @Nullable Throwable abortedBy;
  private @Nullable Runnable whenSettled;
  private boolean settled;
  private boolean slow;

  Try(Attempt attempt, Destination destination) {
    this.attempt = attempt;
    this.destination = destination;
    this.requestTime = attempt.forwarding().timing().now();
  }

  Destination destination() {
    return destination;
  }

  void send() {
    UpstreamExchange sent = attempt.forwarding().client().send(attempt.request(destination), this);
    Throwable cause;
    synchronized (this) {
      exchange = sent;
      cause = abortedBy;
    }
    if (cause != null) {
      sent.abort(cause);
    }
  }

  void abort(Throwable cause) {
    UpstreamExchange sent;
    synchronized (this) {
      abortedBy = cause;
      sent = exchange;
    }
    settle();
    if (sent != null) {
      sent.abort(cause);
    }
  }

  /// Whether another may be asked before this one has answered.
  boolean isHedged() {
    return isSibling() || isOwner();
  }

  private boolean isSibling() {
    return destination.kind() == Destination.Kind.SIBLING;
  }

  private boolean isOwner() {
    return destination.kind() == Destination.Kind.OWNER;
  }

  Duration patience() {
    return isOwner()
        ? destination.peer().patience(LEAST_FOR_OWNER, MOST_FOR_OWNER)
        : destination.peer().patience(LEAST_FOR_COPY, MOST_FOR_COPY);
  }

  boolean isOverdue() {
    Duration waited = Duration.between(requestTime, attempt.forwarding().timing().now());
    return waited.abs().compareTo(patience()) >= 0;
  }

  /// Runs `task` when it is known whether this destination's answer counts.
  void onSettled(Runnable task) {
    boolean already;
    synchronized (this) {
      already = settled;
      whenSettled = task;
    }
    if (already) {
      task.run();
    }
  }

  private void settle() {
    Runnable task;
    synchronized (this) {
      task = settled ? null : whenSettled;
      settled = true;
    }
    if (task != null) {
      task.run();
    }
  }

  /// Another is asked as well. What was promised and is not there in time was promised in vain.
  void tooSlow() {
    synchronized (this) {
      slow = true;
    }
    destination.peer().hedged();
    unkept();
  }

  private synchronized boolean isSlow() {
    return slow;
  }

  private synchronized boolean isAborted() {
    return abortedBy != null;
  }

  @Override
  public void onInformational(int status, HttpFields fields) {
    if (!isSibling()) {
      attempt.listener().onInterim(status, fields);
    }
  }

  @Override
  public void onResponse(UpstreamResponse response) {
    destination.peer().connected();
    UpstreamResponse held = with(response, holding(response.content()));
    Answer answer = answer(held);
    destination.peer().answeredAfter(answer.elapsed());
    if (!counts(answer)) {
      refuse(answer);
    } else if (isSibling()) {
      prove(held);
    } else {
      take(answer);
    }
  }

  /// The place is given back at once: what `max-conn` bounds is exchanges.
  @Override
  public void onUpgrade(UpstreamUpgrade upgrade) {
    destination.peer().connected();
    attempt.forwarding().slots().free(destination.peer());
    settle();
    if (attempt.wins(this)) {
      Instant now = attempt.forwarding().timing().now();
      attempt.listener().onUpgrade(upgrade, destination, Duration.between(requestTime, now));
    } else {
      upgrade.endPoint().close();
    }
  }

  private Answer answer(UpstreamResponse response) {
    return new Answer(response, destination, requestTime, attempt.forwarding().timing().now());
  }

  /// Content that keeps the peer's place until it is over.
  private Content.Source holding(Content.Source content) {
    return attempt.forwarding().slots().holding(destination.peer(), content);
  }

  private static UpstreamResponse with(UpstreamResponse response, Content.Source content) {
    return new UpstreamResponse(response.status(), response.reason(), response.fields(), content);
  }

  private void prove(UpstreamResponse response) {
    Answer head = answer(response);
    ProvenContent.prove(
        response.content(),
        new ProvenContent.Verdict() {
          @Override
          public void proven(Content.Source content) {
            take(
                new Answer(with(response, content), destination, requestTime, head.responseTime()));
          }

          @Override
          public void broken(Throwable cause) {
            response.content().fail(cause);
            lied(head);
            settle();
            attempt.failed(
                Try.this,
                new UpstreamFailure(
                    ProxyError.HTTP_RESPONSE_INCOMPLETE, Sent.WHOLE, "content: " + cause));
          }
        });
  }

  private void take(Answer answer) {
    settle();
    if (attempt.wins(this)) {
      kept();
      attempt.forwarding().learn(attempt.ask(), answer);
      attempt.listener().onAnswer(answer);
    } else {
      answer.response().content().fail(new IOException("another upstream answered sooner"));
    }
  }

  private void kept() {
    if (isOwner()) {
      destination.peer().served();
    } else if (isSibling() && !isSlow()) {
      destination.peer().kept(attempt.ask().key());
    }
  }

  /// What was expected of a peer that is no parent did not come.
  private void unkept() {
    if (isOwner()) {
      destination.peer().serveFailed();
    } else if (isSibling()) {
      destination.peer().fetchFailed(attempt.ask().key());
    }
  }

  private void refuse(Answer answer) {
    answer.response().content().fail(new IOException("passed over for another upstream"));
    if (isSibling()) {
      lied(answer);
    } else if (isDenied(answer)) {
      destination.peer().serveDenied();
    } else {
      unkept();
    }
    settle();
    attempt.passOver(this);
  }

  private boolean counts(Answer answer) {
    if (isSibling()) {
      return SiblingAnswer.isUsable(answer, attempt.purpose())
          && !attempt.forwarding().isTooOld(attempt.ask(), answer);
    }
    if (isDenied(answer)) {
      return false;
    }
    boolean isGatewayError =
        answer.status() == 502 || answer.status() == 504 || (answer.status() == 503 && isOwner());
    boolean isRepeatable = attempt.ask().isRepeatable() && attempt.content() == null;
    return !isGatewayError || !isRepeatable || !attempt.mayGoOn();
  }

  /// An owner that does not know our secret has done nothing.
  private boolean isDenied(Answer answer) {
    return isOwner() && answer.status() == 403 && answer.fields().contains(HopMark.FIELD);
  }

  private void lied(Answer answer) {
    // It cannot know what has become invalid here, and is not to blame.
    if (isSlow() || isAborted() || attempt.forwarding().limitsCopies(attempt.ask())) {
      return;
    }
    if (answer.status() == 504) {
      destination.peer().falseHit(attempt.ask().key());
    } else {
      destination.peer().fetchFailed(attempt.ask().key());
    }
  }

  @Override
  public void onFailure(UpstreamFailure failure) {
    attempt.forwarding().slots().free(destination.peer());
    report(failure);
    settle();
    attempt.failed(this, failure);
  }

  private void report(UpstreamFailure failure) {
    if (isAborted()) {
      return;
    }
    switch (failure.error()) {
      case CONNECTION_REFUSED, CONNECTION_TIMEOUT, DESTINATION_IP_UNROUTABLE, DNS_ERROR ->
          destination.peer().connectFailed();
      default -> {
        if (!isSlow()) {
          unkept();
        }
      }
    }
  }
}

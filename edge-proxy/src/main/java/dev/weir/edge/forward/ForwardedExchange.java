package dev.weir.edge.forward;

import dev.weir.edge.balance.Lease;
import dev.weir.edge.balance.Member;
import dev.weir.edge.balance.Pick;
import dev.weir.edge.forward.fields.ClientResponseFields;
import dev.weir.edge.forward.fields.Framing;
import dev.weir.edge.observe.Exchange;
import dev.weir.edge.refuse.Refusal;
import dev.weir.http.ProxyError;
import dev.weir.runtime.owner.OwnerKey;
import dev.weir.runtime.tunnel.Tunnel;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamException;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamResponse;
import dev.weir.runtime.upstream.UpstreamUpgrade;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// One client request on its way through an upstream group, from the first attempt to the last
/// octet of the answer.
///
/// Attempts follow one another until one is answered or no further one makes sense; after the first
/// octet of an answer has gone to the client there is only one honest reaction to a fault: to break
/// the connection off.
final class ForwardedExchange {

  private final Hop hop;
  private final Request clientRequest;
  private final Response clientResponse;
  private final Callback callback;
  private final Exchange exchange;
  private final RequestContent content;
  private final Framing framing;
  private final Set<Member> tried = new HashSet<>();
  private boolean staleForgiven;
  private volatile @Nullable Attempt current;
  private volatile @Nullable Throwable clientLost;

  ForwardedExchange(Hop hop, Request clientRequest, Response clientResponse, Callback callback) {
    this.hop = hop;
    this.clientRequest = clientRequest;
    this.clientResponse = clientResponse;
    this.callback = callback;
    this.exchange = Exchange.of(clientRequest);
    this.content = new RequestContent(clientRequest);
    this.framing = ClientContent.framing(clientRequest, content);
  }

  void start() {
    // How long the upstream may take is the upstream's limits to say, not the idle timeout of the
    // client's connection.
    clientRequest.addIdleTimeoutListener(_ -> false);
    clientRequest.addFailureListener(this::clientFailed);
    switch (hop.group().pick(this::ownerKey)) {
      case Pick.Picked(Lease lease) -> attempt(lease);
      case Pick.NonePicked(var why) -> {
        Refusal refusal = Blame.nobody(why);
        exchange.failed(errorOf(refusal), "no server to ask: " + why);
        refuse(refusal);
      }
    }
  }

  /// What caches behind the group store the answer under.
  private String ownerKey() {
    HttpURI uri = clientRequest.getHttpURI();
    String authority = uri.getAuthority();
    String target = uri.getPathQuery();
    return OwnerKey.of(authority == null ? "" : authority, target == null ? "/" : target);
  }

  private void attempt(Lease lease) {
    Attempt attempt = new Attempt(this, lease);
    current = attempt;
    attempt.send(
        hop.requestFields().make(clientRequest, framing, lease.member().authority()),
        framing instanceof Framing.None ? null : content.open());
    Throwable lost = clientLost;
    if (lost != null) {
      attempt.abort(lost);
    }
  }

  Hop hop() {
    return hop;
  }

  Request clientRequest() {
    return clientRequest;
  }

  Exchange exchange() {
    return exchange;
  }

  /// Interim responses are hints: one that cannot be passed on at once is left out.
  void relayInterim(int status, HttpFields received) {
    boolean understood =
        clientRequest.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0;
    // Jetty tells the client to continue when its content is asked for; nothing may come between.
    boolean waiting = clientRequest.getHeaders().contains(HttpHeader.EXPECT);
    if (status != HttpStatus.CONTINUE_100 && understood && !waiting) {
      CompletableFuture<Void> _ =
          clientResponse.writeInterim(status, ClientResponseFields.interim(received).asImmutable());
    }
  }

  void relay(Lease lease, UpstreamResponse upstreamResponse) {
    lease.answered();
    exchange.recovered();
    clientResponse.setStatus(upstreamResponse.status());
    HttpFields.Mutable fields = clientResponse.getHeaders();
    hop.responseFields().make(upstreamResponse.status(), upstreamResponse.fields(), fields);
    fields.put(Exchange.ID_FIELD, exchange.id());
    new ResponseRelay(
            clientResponse,
            upstreamResponse.content(),
            hop.settings().responseBuffer().bytes(),
            () -> over(lease),
            outcome -> relayed(lease, outcome))
        .start();
  }

  /// The answer ends what is HTTP about the two connections; they are joined, and the server is
  /// free when they are closed.
  void tunnel(Lease lease, UpstreamUpgrade upgrade) {
    lease.answered();
    exchange.recovered();
    Tunnel tunnel =
        new Tunnel(
            upgrade.endPoint(),
            upgrade.beginning(),
            hop.settings().tunnelIdleTimeout(),
            clientRequest.getComponents().getByteBufferPool(),
            clientRequest.getComponents().getExecutor());
    exchange.tunnelled(tunnel);
    tunnel.whenOver(_ -> over(lease));
    tunnel.follow(clientRequest);
    clientResponse.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
    HttpFields.Mutable fields = clientResponse.getHeaders();
    hop.responseFields().makeUpgrade(upgrade.fields(), fields);
    fields.put(Exchange.ID_FIELD, exchange.id());
    clientResponse.write(
        true,
        BufferUtil.EMPTY_BUFFER,
        Callback.from(
            Invocable.InvocationType.NON_BLOCKING,
            callback::succeeded,
            cause -> {
              tunnel.abandon(cause);
              callback.failed(cause);
            }));
  }

  private void relayed(Lease lease, ResponseRelay.Outcome outcome) {
    switch (outcome) {
      case ResponseRelay.Outcome.Delivered() -> complete();
      case ResponseRelay.Outcome.Broken(Throwable cause) -> broken(lease, failureOf(cause));
      case ResponseRelay.Outcome.ClientLost(Throwable cause) -> {
        clientFailed(cause);
        over(lease);
        breakOff(cause);
      }
    }
  }

  private void broken(Lease lease, UpstreamFailure failure) {
    if (!clientResponse.isCommitted()) {
      clientResponse.reset();
      failed(lease, failure);
      return;
    }
    over(lease);
    Throwable lost = clientLost;
    if (lost != null) {
      breakOff(lost);
      return;
    }
    blame(lease, failure);
    Connections.closeByReset(clientRequest);
    breakOff(new QuietException.Exception("upstream broke off: " + failure.detail()));
  }

  /// An attempt has ended before anything of it was sent to the client.
  void failed(Lease lease, UpstreamFailure failure) {
    over(lease);
    Throwable lost = clientLost;
    Throwable fault = content.fault();
    if (lost != null) {
      breakOff(lost);
    } else if (fault != null) {
      exchange.failed(ProxyError.HTTP_REQUEST_ERROR, "client's content: " + fault);
      refuse(Blame.client(fault));
    } else if (!retried(lease, failure)) {
      refuse(Blame.upstream(failure.error()));
    }
  }

  private boolean retried(Lease lease, UpstreamFailure failure) {
    boolean stale = isStaleConnection(failure);
    if (!stale) {
      blame(lease, failure);
      tried.add(lease.member());
    }
    staleForgiven |= stale;
    RetryVerdict verdict =
        RetryVerdict.on(failure, clientRequest.getMethod(), content.kept(), remainingAttempts());
    if (!verdict.mayRetry() || !hop.group().retryBudget().take()) {
      return false;
    }
    if (failure.error() == ProxyError.CONNECTION_TIMEOUT
        && tried.containsAll(hop.group().members())) {
      // A SYN lost on the way is sent again by the kernel only after a second; a new attempt is
      // quicker.
      tried.clear();
    }
    return switch (hop.group().pickOther(tried, this::ownerKey)) {
      case Pick.Picked(Lease next) -> {
        attempt(next);
        yield true;
      }
      case Pick.NonePicked(_) -> false;
    };
  }

  /// A kept connection that the server closed meanwhile says nothing about the server; forgiven
  /// once per request.
  private boolean isStaleConnection(UpstreamFailure failure) {
    return hop.settings().keepAlive()
        && !staleForgiven
        && failure.error() == ProxyError.CONNECTION_TERMINATED;
  }

  private int remainingAttempts() {
    return hop.settings().maxAttempts() - exchange.attempts();
  }

  private void blame(Lease lease, UpstreamFailure failure) {
    if (content.fault() == null && RetryVerdict.isTheServers(failure.error())) {
      lease.failed();
    }
    exchange.failed(failure.error(), failure.detail());
  }

  /// The server has done its part. Said more than once, the first time counts.
  private void over(Lease lease) {
    Attempt attempt = current;
    if (lease.release() && attempt != null) {
      exchange.upstreamTook(attempt.elapsed());
    }
  }

  private void refuse(Refusal refusal) {
    hop.errorPages()
        .answer(
            refusal,
            clientRequest,
            clientResponse,
            Callback.from(this::complete, callback::failed));
  }

  /// Ends the connection, or the stream of HTTP/2, without another octet.
  private void breakOff(Throwable cause) {
    callback.failed(new Request.Handler.AbortException(cause));
  }

  private void complete() {
    if (framing instanceof Framing.None) {
      callback.succeeded();
    } else {
      content.discardRest(callback::succeeded);
    }
  }

  private void clientFailed(Throwable cause) {
    if (cause instanceof HttpException) {
      // Malformed content, found while reading: it can still be told so.
      content.spoilt(cause);
    } else {
      clientLost = cause;
    }
    Attempt attempt = current;
    if (attempt != null) {
      attempt.abort(cause);
    }
  }

  private static UpstreamFailure failureOf(Throwable cause) {
    return cause instanceof UpstreamException upstream
        ? upstream.failure()
        : new UpstreamFailure(
            ProxyError.HTTP_RESPONSE_INCOMPLETE, Sent.WHOLE, "response content: " + cause);
  }

  private static ProxyError errorOf(Refusal refusal) {
    ProxyError error = refusal.error();
    return error == null ? ProxyError.PROXY_INTERNAL_ERROR : error;
  }
}

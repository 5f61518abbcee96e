package dev.weir.edge.forward;

import dev.weir.edge.balance.Lease;
import dev.weir.edge.forward.fields.Target;
import dev.weir.runtime.upstream.UpstreamExchange;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamListener;
import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamResponse;
import dev.weir.runtime.upstream.UpstreamUpgrade;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// One exchange with one server, on behalf of a client request.
final class Attempt implements UpstreamListener {

  private final ForwardedExchange forwarded;
  private final Lease lease;
  private final long begunNanos = System.nanoTime();
  private volatile @Nullable UpstreamExchange running;
  private volatile @Nullable Throwable abortedBy;

  Attempt(ForwardedExchange forwarded, Lease lease) {
    this.forwarded = forwarded;
    this.lease = lease;
  }

  // The compiler loses the @Nullable of a nested type in a compact constructor, here that of
  // content.
  @SuppressWarnings("NullAway")
  void send(HttpFields.Mutable fields, Content.@Nullable Source content) {
    Hop hop = forwarded.hop();
    Request clientRequest = forwarded.clientRequest();
    forwarded.exchange().attempted(hop.group().name(), lease.member().toString());
    UpstreamRequest upstreamRequest =
        new UpstreamRequest(
            lease.member().address(),
            clientRequest.getMethod(),
            Target.of(clientRequest),
            fields,
            content,
            hop.timeouts(),
            hop.keepAlive());
    UpstreamExchange exchange = hop.client().send(upstreamRequest, this);
    running = exchange;
    Throwable cause = abortedBy;
    if (cause != null) {
      exchange.abort(cause);
    }
  }

  /// Before or after it has been sent.
  void abort(Throwable cause) {
    abortedBy = cause;
    UpstreamExchange exchange = running;
    if (exchange != null) {
      exchange.abort(cause);
    }
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  @Override
  public void onInformational(int status, HttpFields fields) {
    forwarded.relayInterim(status, fields);
  }

  @Override
  public void onResponse(UpstreamResponse response) {
    forwarded.relay(lease, response);
  }

  @Override
  public void onUpgrade(UpstreamUpgrade upgrade) {
    forwarded.tunnel(lease, upgrade);
  }

  @Override
  public void onFailure(UpstreamFailure failure) {
    forwarded.failed(lease, failure);
  }
}

package dev.weir.runtime.upstream;

import dev.weir.http.Methods;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.transport.UpstreamCall;
import dev.weir.runtime.upstream.transport.UpstreamTransport.Usage;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// One request as its sender sees it: an attempt, and a second one on a new connection if the first
/// had the bad luck of a stale one.
final class Exchange implements UpstreamExchange {

  private final UpstreamClient client;
  private final UpstreamRequest request;
  private final UpstreamListener listener;
  private final AtomicBoolean retried = new AtomicBoolean();
  private @Nullable Attempt current;
  private @Nullable Throwable aborted;

  Exchange(UpstreamClient client, UpstreamRequest request, UpstreamListener listener) {
    this.client = client;
    this.request = request;
    this.listener = listener;
  }

  void start() {
    attempt(request.keepAlive() == KeepAlive.ON ? Usage.REPEATED : Usage.ONCE);
  }

  private void attempt(Usage usage) {
    SentContent content = content();
    var attempt = new Attempt(this, request.timeouts(), client.scheduler(), content);
    Throwable cause;
    synchronized (this) {
      current = attempt;
      cause = aborted;
    }
    attempt.send(client.call(request, attempt, content, usage));
    if (cause != null) {
      attempt.abort(cause);
    }
  }

  private @Nullable SentContent content() {
    return request.content() == null
        ? null
        : new SentContent(request.content(), request.fields().getLongField("Content-Length"));
  }

  @Override
  public void abort(Throwable cause) {
    Attempt running;
    synchronized (this) {
      aborted = cause;
      running = current;
    }
    if (running != null) {
      running.abort(cause);
    }
  }

  void interim(int status, HttpFields fields) {
    listener.onInformational(status, fields);
  }

  void response(UpstreamResponse response) {
    try {
      listener.onResponse(response);
    } catch (RuntimeException e) {
      abort(e);
      throw e;
    }
  }

  void failed(Attempt attempt, UpstreamFailure failure, Throwable cause) {
    if (isHarmlessToRepeat(attempt, cause) && retried.compareAndSet(false, true)) {
      attempt(Usage.ONCE);
    } else {
      listener.onFailure(failure);
    }
  }

  /// RFC 9110 §9.2.2, RFC 9112 §9.3.1: a request that may have been seen is repeated only if that
  /// changes nothing.
  private synchronized boolean isHarmlessToRepeat(Attempt attempt, Throwable cause) {
    return aborted == null
        && cause instanceof IOException
        && !(cause instanceof UpstreamException)
        && request.content() == null
        && Methods.isIdempotent(request.method())
        && attempt.wasStale();
  }

  /// What it means that the call got no connection in time.
  ProxyError connectionError(UpstreamCall call) {
    return client.isExhausted(call)
        ? ProxyError.CONNECTION_LIMIT_REACHED
        : ProxyError.CONNECTION_TIMEOUT;
  }
}

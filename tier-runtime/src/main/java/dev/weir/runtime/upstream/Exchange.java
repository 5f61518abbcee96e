package dev.weir.runtime.upstream;

import dev.weir.http.Methods;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.transport.Break;
import dev.weir.runtime.upstream.transport.Upload;
import dev.weir.runtime.upstream.transport.Usage;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/// One request as its sender sees it: an attempt, and a second one on a new connection if the first
/// had the bad luck of a stale one.
final class Exchange implements UpstreamExchange {

  private static final HttpField CONNECTION_CLOSE =
      new PreEncodedHttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
  private static final HttpField CHUNKED =
      new PreEncodedHttpField(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());

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

  UpstreamRequest request() {
    return request;
  }

  Deadlines deadlines() {
    return client.deadlines();
  }

  void start() {
    if (!isSound(request.target())) {
      listener.onFailure(
          new UpstreamFailure(
              ProxyError.HTTP_REQUEST_ERROR,
              Sent.NOTHING,
              "malformed percent-encoding in the path of the target"));
      return;
    }
    boolean kept =
        request.keepAlive() == KeepAlive.ON && !request.fields().contains(HttpHeader.UPGRADE);
    attempt(kept ? Usage.REPEATED : Usage.ONCE);
  }

  private void attempt(Usage usage) {
    SentContent content = content();
    Attempt attempt = new Attempt(this, fields(usage, content), content);
    Throwable cause;
    synchronized (this) {
      current = attempt;
      cause = aborted;
    }
    if (cause != null) {
      attempt.abort(cause);
    }
    client.claim(request.address(), usage, attempt);
  }

  /// RFC 3986 §2.1, for the path; a query goes out whatever it is.
  private static boolean isSound(String target) {
    int end = target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
    for (int at = target.indexOf('%'); at >= 0 && at < end; at = target.indexOf('%', at + 1)) {
      boolean hex =
          at + 2 < end
              && HexFormat.isHexDigit(target.charAt(at + 1))
              && HexFormat.isHexDigit(target.charAt(at + 2));
      if (!hex) {
        return false;
      }
    }
    return true;
  }

  private @Nullable SentContent content() {
    return request.content() == null
        ? null
        : new SentContent(request.content(), request.fields().getLongField("Content-Length"));
  }

  private HttpFields fields(Usage usage, @Nullable SentContent content) {
    boolean closes = usage == Usage.ONCE && !request.fields().contains(HttpHeader.UPGRADE);
    boolean chunked = content != null && content.framing() == Upload.Framing.CHUNKED;
    if (!closes && !chunked) {
      return request.fields();
    }
    HttpFields.Mutable fields = HttpFields.build(request.fields());
    if (chunked) {
      fields.put(CHUNKED);
    }
    if (closes) {
      fields.put(closing(fields.get(HttpHeader.CONNECTION)));
    }
    return fields;
  }

  /// Beside the options the request names already, such as TE.
  private static HttpField closing(@Nullable String named) {
    return named == null
        ? CONNECTION_CLOSE
        : new HttpField(HttpHeader.CONNECTION, "close, " + named);
  }

  @Override
  public void abort(Throwable cause) {
    Attempt running;
    synchronized (this) {
      aborted = aborted == null ? cause : aborted;
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

  void upgraded(UpstreamUpgrade upgrade) {
    listener.onUpgrade(upgrade);
  }

  void failed(UpstreamFailure failure, Break how) {
    if (isHarmlessToRepeat(how) && retried.compareAndSet(false, true)) {
      attempt(Usage.ONCE);
    } else {
      listener.onFailure(failure);
    }
  }

  /// RFC 9110 §9.2.2, RFC 9112 §9.3.1: a request that may have been seen is repeated only if that
  /// changes nothing.
  private synchronized boolean isHarmlessToRepeat(Break how) {
    return aborted == null
        && how.connection() == Break.Connection.STALE
        && how.cause() instanceof IOException
        && !(how.cause() instanceof UpstreamException)
        && request.content() == null
        && Methods.isIdempotent(request.method());
  }
}

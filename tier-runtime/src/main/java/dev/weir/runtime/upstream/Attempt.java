package dev.weir.runtime.upstream;

import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.transport.CallOwner;
import dev.weir.runtime.upstream.transport.UpstreamCall;
import dev.weir.runtime.upstream.transport.UpstreamConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// One request on one connection, from asking for the connection to the last octet of the response.
final class Attempt
    implements CallOwner,
        Response.HeadersListener,
        Response.ContentSourceListener,
        Response.FailureListener,
        Response.CompleteListener {

  private final Exchange exchange;
  private final UpstreamTimeouts timeouts;
  private final Scheduler scheduler;
  private final @Nullable SentContent content;
  private @Nullable UpstreamCall call;
  private Stage stage = Stage.CONNECTING;
  private Scheduler.@Nullable Task deadline;
  private @Nullable ReceivedContent received;
  private @Nullable UpstreamConnection connection;
  private long octetsBefore;
  private long requestsBefore;
  private boolean contentRefused;
  private volatile Sent sent = Sent.NOTHING;

  Attempt(
      Exchange exchange,
      UpstreamTimeouts timeouts,
      Scheduler scheduler,
      @Nullable SentContent content) {
    this.exchange = exchange;
    this.timeouts = timeouts;
    this.scheduler = scheduler;
    this.content = content;
  }

  void send(UpstreamCall made) {
    synchronized (this) {
      call = made;
    }
    made.onRequestHeaders(_ -> sending(made));
    made.onRequestSuccess(_ -> sent());
    if (made.getHeaders().contains("Expect")) {
      // The content waits for a 100 that may never come (RFC 9110 §10.1.1).
      made.onRequestCommit(_ -> startDeadline(Stage.SENDING, timeouts.firstByte()));
    }
    made.send(this);
    startDeadline(Stage.CONNECTING, timeouts.connect());
  }

  private synchronized void sending(UpstreamCall made) {
    if (stage != Stage.CONNECTING) {
      // Aborted in this very moment, and reported as that.
      return;
    }
    stopDeadline();
    stage = Stage.SENDING;
    sent = Sent.PARTLY;
    if (made.getConnection() instanceof UpstreamConnection used) {
      connection = used;
      octetsBefore = used.getBytesIn();
      requestsBefore = used.getMessagesOut() - 1;
    }
  }

  private void sent() {
    synchronized (this) {
      sent = contentRefused ? Sent.PARTLY : Sent.WHOLE;
      if (stage != Stage.SENDING) {
        return;
      }
      stopDeadline();
      stage = Stage.AWAITING;
    }
    startDeadline(Stage.AWAITING, timeouts.firstByte());
  }

  private synchronized void startDeadline(Stage during, Duration limit) {
    if (stage == during && deadline == null) {
      deadline =
          scheduler.schedule(() -> expire(during, limit), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private void expire(Stage during, Duration limit) {
    UpstreamCall running;
    synchronized (this) {
      if (stage != during || call == null) {
        return;
      }
      running = call;
    }
    var _ =
        running.abort(
            during == Stage.CONNECTING
                ? exception(
                    exchange.connectionError(running),
                    "no connection within " + limit.toMillis() + " ms")
                : exception(
                    ProxyError.HTTP_RESPONSE_TIMEOUT,
                    "no response head within " + limit.toMillis() + " ms"));
  }

  private UpstreamException exception(ProxyError error, String detail) {
    return new UpstreamException(new UpstreamFailure(error, sent, detail), null);
  }

  void abort(Throwable cause) {
    UpstreamCall running;
    synchronized (this) {
      running = call;
    }
    if (running != null) {
      var _ = running.abort(cause);
    }
  }

  @Override
  public void onInterim(int status, HttpFields fields) {
    synchronized (this) {
      if (stage == Stage.SENDING) {
        stopDeadline();
      }
    }
    exchange.interim(status, fields);
  }

  @Override
  public void onContentRefused() {
    if (content != null) {
      content.refuse();
    }
    synchronized (this) {
      contentRefused = true;
    }
  }

  @Override
  public synchronized boolean awaitsUpstream() {
    return stage == Stage.OVER
        || (stage == Stage.RESPONDING && received != null && received.isDemanded());
  }

  @Override
  public void onHeaders(Response response) {
    HeadCheck check =
        HeadCheck.of(response.getStatus(), response.getVersion(), response.getHeaders());
    if (check != HeadCheck.SOUND) {
      abort(exception(check.error(), check.detail()));
    }
  }

  @Override
  public void onContentSource(Response response, Content.Source source) {
    var answer = new ReceivedContent(source, response, this);
    synchronized (this) {
      if (stage == Stage.OVER) {
        return;
      }
      stopDeadline();
      stage = Stage.RESPONDING;
      received = answer;
    }
    exchange.response(
        new UpstreamResponse(
            response.getStatus(),
            response.getReason(),
            HttpFields.build(response.getHeaders()).asImmutable(),
            answer));
  }

  @Override
  public void onFailure(Response response, Throwable failure) {
    fail(failure);
  }

  @Override
  public void onComplete(Result result) {
    Throwable failure = result.getFailure();
    if (failure != null) {
      fail(failure);
    }
  }

  private void fail(Throwable cause) {
    UpstreamFailure failure;
    synchronized (this) {
      if (stage == Stage.RESPONDING || stage == Stage.OVER) {
        return;
      }
      stopDeadline();
      failure = failure(cause);
      stage = Stage.OVER;
    }
    exchange.failed(this, failure, cause);
  }

  private UpstreamFailure failure(Throwable cause) {
    return new UpstreamFailure(FailureCause.of(cause, stage), sent, FailureCause.detail(cause));
  }

  /// What the reader of the response is told about its end.
  UpstreamException broken(Throwable cause) {
    synchronized (this) {
      UpstreamFailure failure =
          new UpstreamFailure(
              FailureCause.of(cause, Stage.RESPONDING), sent, FailureCause.detail(cause));
      stage = Stage.OVER;
      return new UpstreamException(failure, cause);
    }
  }

  /// The response is whole. What the upstream has not taken of the request until now it does not
  /// want (RFC 9112 §9.3).
  void complete() {
    synchronized (this) {
      stage = Stage.OVER;
    }
    if (content != null && !content.isTaken()) {
      abort(exception(ProxyError.CONNECTION_TERMINATED, "the upstream answered without the rest"));
    }
  }

  /// Whether it went out on a connection that had served before and broke without a single octet in
  /// return: the upstream had most likely closed it already.
  synchronized boolean wasStale() {
    return connection != null && requestsBefore > 0 && connection.getBytesIn() == octetsBefore;
  }
}

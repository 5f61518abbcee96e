package dev.weir.runtime.upstream;

import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.transport.Break;
import dev.weir.runtime.upstream.transport.Call;
import dev.weir.runtime.upstream.transport.CallOwner;
import dev.weir.runtime.upstream.transport.Claim;
import dev.weir.runtime.upstream.transport.Progress;
import dev.weir.runtime.upstream.transport.ResponseContent;
import dev.weir.runtime.upstream.transport.ResponseHead;
import dev.weir.runtime.upstream.transport.UpstreamConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/// One request on one connection, from asking for the connection to the last octet of the response.
final class Attempt implements CallOwner, Claim.Claimant, Deadlines.Watched {

  private final Exchange exchange;
  private final UpstreamTimeouts timeouts;
  private final Deadlines deadlines;
  private final @Nullable SentContent content;
  private final Call call;
  // Guarded by this, which is never held while a connection or a claim is asked for anything.
  private Stage stage = Stage.CONNECTING;
  private long since = System.nanoTime();
  private boolean expecting;
  private @Nullable Claim claim;
  private @Nullable UpstreamConnection connection;
  private @Nullable ResponseContent received;
  private @Nullable Throwable aborted;

  Attempt(Exchange exchange, HttpFields fields, @Nullable SentContent content) {
    UpstreamRequest request = exchange.request();
    this.exchange = exchange;
    this.timeouts = request.timeouts();
    this.deadlines = exchange.deadlines();
    this.content = content;
    this.call = new Call(request.method(), request.target(), fields, content, this);
    deadlines.watch(this);
  }

  /// What has been asked for; it may have been granted meanwhile.
  void claimed(Claim made) {
    Throwable cause;
    synchronized (this) {
      claim = made;
      cause = aborted;
    }
    if (cause != null) {
      giveUp(made, cause);
    }
  }

  @Override
  public void onConnection(UpstreamConnection granted) {
    Throwable cause;
    synchronized (this) {
      cause = aborted;
      if (cause == null) {
        connection = granted;
        stage = Stage.SENDING;
      }
    }
    if (cause != null) {
      granted.putBack();
      fail(new Break(cause, Progress.NOTHING, Break.Connection.FRESH));
      return;
    }
    granted.exchange(call);
    synchronized (this) {
      cause = aborted;
    }
    if (cause != null) {
      granted.abort(call, cause);
    }
  }

  @Override
  public void onNoConnection(Throwable cause) {
    fail(new Break(cause, Progress.NOTHING, Break.Connection.FRESH));
  }

  void abort(Throwable cause) {
    Claim waiting;
    UpstreamConnection used;
    ResponseContent unread;
    synchronized (this) {
      aborted = aborted == null ? cause : aborted;
      waiting = claim;
      used = connection;
      unread = received;
    }
    if (used != null) {
      used.abort(call, cause);
    } else if (waiting != null) {
      giveUp(waiting, cause);
    }
    if (unread != null) {
      unread.fail(cause);
    }
  }

  @Override
  public void end(Throwable cause) {
    abort(cause);
  }

  /// If it is too late for that, the connection is about to come, and will be put back.
  private void giveUp(Claim waiting, Throwable cause) {
    if (waiting.giveUp()) {
      fail(new Break(cause, Progress.NOTHING, Break.Connection.FRESH));
    }
  }

  @Override
  public boolean check(long now) {
    Stage current;
    long waited;
    boolean owed;
    UpstreamConnection used;
    Claim waiting;
    synchronized (this) {
      current = stage;
      waited = now - since;
      owed = stage == Stage.AWAITING || expecting;
      used = connection;
      waiting = claim;
    }
    if (current == Stage.OVER) {
      return false;
    }
    if (used == null) {
      if (waited > timeouts.connect().toNanos()) {
        abort(late(connectionError(waiting), "no connection", timeouts.connect()));
      }
    } else if (owed && waited > timeouts.firstByte().toNanos()) {
      abort(late(ProxyError.HTTP_RESPONSE_TIMEOUT, "no response head", timeouts.firstByte()));
    } else if (used.silenceNanos(call, now) > timeouts.idle().toNanos()) {
      abort(
          current == Stage.RESPONDING
              ? late(ProxyError.CONNECTION_READ_TIMEOUT, "no further octet", timeouts.idle())
              : late(ProxyError.CONNECTION_WRITE_TIMEOUT, "no octet taken", timeouts.idle()));
    }
    return true;
  }

  private static ProxyError connectionError(@Nullable Claim waiting) {
    return waiting != null && waiting.waitsForRoom()
        ? ProxyError.CONNECTION_LIMIT_REACHED
        : ProxyError.CONNECTION_TIMEOUT;
  }

  private static UpstreamException late(ProxyError error, String what, Duration limit) {
    return known(error, what + " within " + limit.toMillis() + " ms");
  }

  /// What has been sent is known only when the exchange ends.
  private static UpstreamException known(ProxyError error, String detail) {
    return new UpstreamException(new UpstreamFailure(error, Sent.PARTLY, detail), null);
  }

  @Override
  public synchronized void onHeadSent() {
    expecting = true;
    since = System.nanoTime();
  }

  @Override
  public synchronized void onSent() {
    if (stage == Stage.SENDING) {
      stage = Stage.AWAITING;
      expecting = false;
      since = System.nanoTime();
    }
  }

  @Override
  public void onContentRefused() {
    if (content != null) {
      content.refuse();
    }
    onSent();
  }

  @Override
  public void onInterim(int status, HttpFields fields) {
    synchronized (this) {
      expecting = false;
    }
    exchange.interim(status, fields);
  }

  @Override
  public @Nullable Throwable doubt(ResponseHead head) {
    if (head.status() == HttpStatus.SWITCHING_PROTOCOLS_101 && call.offersUpgrade()) {
      return null;
    }
    HeadCheck check = HeadCheck.of(head.status(), head.version(), head.fields());
    return check == HeadCheck.SOUND ? null : known(check.error(), check.detail());
  }

  @Override
  public void onResponse(ResponseHead head, ResponseContent answer) {
    synchronized (this) {
      if (stage == Stage.OVER) {
        return;
      }
      stage = Stage.RESPONDING;
      expecting = false;
      received = answer;
    }
    exchange.response(new UpstreamResponse(head.status(), head.reason(), head.fields(), answer));
  }

  @Override
  public void onUpgraded(ResponseHead head, EndPoint endPoint, ByteBuffer beginning) {
    end();
    exchange.upgraded(new UpstreamUpgrade(head.fields(), endPoint, beginning));
  }

  /// What the upstream has not taken of the request until now it does not want (RFC 9112 §9.3).
  @Override
  public void onComplete() {
    end();
    if (content != null) {
      content.refuse();
    }
  }

  @Override
  public void onFailed(Break how) {
    fail(how);
  }

  private void fail(Break how) {
    Stage before = end();
    if (before == Stage.RESPONDING || before == Stage.OVER) {
      return;
    }
    exchange.failed(failure(how, before), how);
  }

  @Override
  public Throwable broken(Break how) {
    Stage _ = end();
    return new UpstreamException(failure(how, Stage.RESPONDING), how.cause());
  }

  private Stage end() {
    Stage before;
    synchronized (this) {
      before = stage;
      stage = Stage.OVER;
    }
    deadlines.forget(this);
    return before;
  }

  private static UpstreamFailure failure(Break how, Stage during) {
    return new UpstreamFailure(
        FailureCause.of(how.cause(), during), sent(how.sent()), FailureCause.detail(how.cause()));
  }

  private static Sent sent(Progress progress) {
    return switch (progress) {
      case NOTHING -> Sent.NOTHING;
      case PARTLY -> Sent.PARTLY;
      case WHOLE -> Sent.WHOLE;
    };
  }
}

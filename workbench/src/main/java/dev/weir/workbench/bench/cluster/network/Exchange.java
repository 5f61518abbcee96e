package dev.weir.workbench.bench.cluster.network;

import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamExchange;
import dev.weir.runtime.upstream.UpstreamFailure;
import dev.weir.runtime.upstream.UpstreamListener;
import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request over a simulated connection, which is opened first where there is none.
final class Exchange implements UpstreamExchange {

  /// When Linux sends a SYN, or a segment with nothing behind it, the second time.
  private static final Duration SYN_AGAIN = Duration.ofSeconds(1);

  private static final Duration SEGMENT_AGAIN = Duration.ofMillis(200);

  private final Streams streams;
  private final Machine to;
  private final UpstreamRequest request;
  private final UpstreamListener listener;
  private VirtualTime.@Nullable Event deadline;
  private boolean over;

  Exchange(Streams streams, Machine to, UpstreamRequest request, UpstreamListener listener) {
    this.streams = streams;
    this.to = to;
    this.request = request;
    this.listener = listener;
  }

  void begin() {
    if (streams.isConnected(to)) {
      send();
    } else {
      connect();
    }
  }

  private void connect() {
    within(request.timeouts().connect(), ProxyError.CONNECTION_TIMEOUT, Sent.NOTHING);
    there(
        SYN_AGAIN,
        () -> {
          if (to.isKilled()) {
            later(ProxyError.CONNECTION_REFUSED, Sent.NOTHING);
          } else {
            back(SYN_AGAIN, this::connected);
          }
        });
  }

  private void connected() {
    if (!over) {
      streams.connected(to);
      send();
    }
  }

  private void send() {
    within(request.timeouts().firstByte(), ProxyError.HTTP_RESPONSE_TIMEOUT, Sent.WHOLE);
    streams.network().count(streams.from(), to);
    there(SEGMENT_AGAIN, this::arrived);
  }

  private void arrived() {
    if (to.isKilled()) {
      later(ProxyError.CONNECTION_TERMINATED, Sent.WHOLE);
    } else {
      to.answering().add(this);
      to.whenWorking(() -> to.server().accept(request, this::answered));
    }
  }

  private void answered(UpstreamResponse response) {
    if (to.answering().remove(this)) {
      streams.network().count(to, streams.from());
      back(SEGMENT_AGAIN, () -> received(response));
    }
  }

  private void received(UpstreamResponse response) {
    if (end()) {
      listener.onResponse(response);
    }
  }

  /// The other side is gone, and its kernel says so.
  void cutOff() {
    to.answering().remove(this);
    streams.disconnected(to);
    later(ProxyError.CONNECTION_TERMINATED, Sent.WHOLE);
  }

  private void there(Duration again, Runnable then) {
    streams.network().reliably(streams.from(), to, again, () -> over, then);
  }

  private void back(Duration again, Runnable then) {
    streams.network().reliably(to, streams.from(), again, () -> over, then);
  }

  private void later(ProxyError error, Sent sent) {
    back(SEGMENT_AGAIN, () -> fail(error, sent));
  }

  private void within(Duration limit, ProxyError error, Sent sent) {
    if (deadline != null) {
      deadline.cancel();
    }
    deadline = streams.network().time().timer(limit, () -> fail(error, sent));
  }

  private void fail(ProxyError error, Sent sent) {
    if (end()) {
      streams.disconnected(to);
      listener.onFailure(new UpstreamFailure(error, sent, "at " + to.host()));
    }
  }

  @Override
  public void abort(Throwable cause) {
    if (end()) {
      streams.disconnected(to);
      UpstreamFailure failure =
          new UpstreamFailure(ProxyError.CONNECTION_TERMINATED, Sent.PARTLY, cause.toString());
      streams.network().time().after(Duration.ZERO, () -> listener.onFailure(failure));
    }
  }

  private boolean end() {
    boolean first = !over;
    over = true;
    if (deadline != null) {
      deadline.cancel();
    }
    return first;
  }
}

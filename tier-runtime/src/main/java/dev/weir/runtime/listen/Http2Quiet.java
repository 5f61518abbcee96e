package dev.weir.runtime.listen;

import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.NanoTime;

/// An HTTP/2 connection watched for being open without a request.
///
/// Every octet restarts Jetty's idle timeout there too: a client that sends pings, or the octets of
/// one frame one by one, would keep its connection for ever. Here only streams count.
final class Http2Quiet implements HeadDeadlines.Watched {

  private final Connection connection;
  private final long idleNanos;
  private long opened;
  private boolean leaving;
  private long quietSince = NanoTime.now();

  Http2Quiet(Connection connection, Duration idleTimeout) {
    this.connection = connection;
    this.idleNanos = idleTimeout.toNanos();
  }

  @Override
  public HeadDeadlines.Verdict check(long nowNanos, long limitNanos) {
    if (!connection.getEndPoint().isOpen()) {
      return HeadDeadlines.Verdict.DONE;
    }
    long streams = connection.getMessagesIn();
    if (streams != opened || streams != connection.getMessagesOut()) {
      opened = streams;
      quietSince = nowNanos;
      return HeadDeadlines.Verdict.WATCH;
    }
    long quiet = nowNanos - quietSince;
    if (leaving) {
      return quiet > limitNanos ? cut() : HeadDeadlines.Verdict.WATCH;
    }
    if (quiet > Math.max(idleNanos, limitNanos)) {
      leaving = true;
      quietSince = nowNanos;
      connection.close();
    }
    return HeadDeadlines.Verdict.WATCH;
  }

  /// For a peer that was told GOAWAY and stays.
  private HeadDeadlines.Verdict cut() {
    connection.getEndPoint().close();
    return HeadDeadlines.Verdict.DONE;
  }

  @Override
  public void endIfIdle() {
    // Jetty says GOAWAY by itself when the connector shuts down.
  }
}

package dev.weir.runtime.listen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/// Jetty's HTTP/1 connection, held to [RequestRules] while it parses and to an absolute deadline
/// per head.
///
/// Its idle timeout is the peer's silence only: while a handler works and neither reads nor writes,
/// the connection is not idle, however long the upstream takes.
final class StrictHttpConnection extends HttpConnection implements HeadDeadlines.Watched {

  private static final byte[] TIMED_OUT =
      "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final RequestRules rules;
  private final HeadDeadlines deadlines;

  /// When the head now being read began, in [NanoTime]; 0 while there is none. Written by the
  /// parsing thread, read by the sweep.
  private volatile long headBegan;

  StrictHttpConnection(
      HttpConfiguration configuration,
      Connector connector,
      EndPoint endPoint,
      RequestRules rules,
      HeadDeadlines deadlines) {
    // Before super: it asks for the parser and the request handler below.
    this.rules = rules;
    this.deadlines = deadlines;
    super(configuration, connector, endPoint);
  }

  @Override
  protected HttpParser newHttpParser(HttpCompliance compliance) {
    // The handler given to the parser is the one made by newRequestHandler(), kept private by
    // Jetty.
    HttpParser made = super.newHttpParser(compliance);
    HttpParser parser =
        new HeadWatchingParser(
            (HttpParser.RequestHandler) made.getHandler(),
            getHttpConfiguration().getRequestHeaderSize(),
            compliance);
    parser.setHeaderCacheSize(getHttpConfiguration().getHeaderCacheSize());
    parser.setHeaderCacheCaseSensitive(getHttpConfiguration().isHeaderCacheCaseSensitive());
    return parser;
  }

  @Override
  protected HttpConnection.RequestHandler newRequestHandler() {
    return new StrictRequestHandler();
  }

  @Override
  public void onOpen() {
    deadlines.watch(this);
    super.onOpen();
  }

  @Override
  public void onClose(Throwable cause) {
    deadlines.forget(this);
    super.onClose(cause);
  }

  @Override
  public HeadDeadlines.Verdict check(long nowNanos, long limitNanos) {
    long began = headBegan;
    if (began == 0 || nowNanos - began <= limitNanos) {
      return HeadDeadlines.Verdict.WATCH;
    }
    // Whoever takes the read interest owns the connection: this thread, or the selector with more
    // octets.
    boolean ended =
        getEndPoint() instanceof AbstractEndPoint endPoint
            && endPoint.getFillInterest().onFail(new HeadOverdueException());
    return ended ? HeadDeadlines.Verdict.OVERDUE : HeadDeadlines.Verdict.WATCH;
  }

  @Override
  public void endIfIdle() {
    if (headBegan == 0
        && getHttpChannel().getRequest() == null
        && getEndPoint() instanceof AbstractEndPoint endPoint) {
      endPoint.getFillInterest().onFail(new IdleException());
    }
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    switch (cause) {
      case HeadOverdueException _ -> answerOverdue();
      case IdleException _ -> getEndPoint().close();
      default -> super.onFillInterestedFailed(cause);
    }
  }

  private void answerOverdue() {
    headBegan = 0;
    getParser().close();
    getEndPoint()
        .write(
            Callback.from(this::endTimedOut, _ -> getEndPoint().close()),
            ByteBuffer.wrap(TIMED_OUT));
  }

  private void endTimedOut() {
    getEndPoint().shutdownOutput();
    getEndPoint().close();
  }

  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    boolean ourTurn = getHttpChannel().getRequest() != null && !waitsForPeer();
    return !ourTurn && super.onIdleExpired(timeout);
  }

  private boolean waitsForPeer() {
    return getEndPoint().isFillInterested()
        || (getEndPoint() instanceof AbstractEndPoint endPoint
            && endPoint.getWriteFlusher().isPending());
  }

  /// Says that a head did not arrive in time.
  private static final class HeadOverdueException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /// Says that the tier stops and the connection has nothing to wait for.
  private static final class IdleException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /// Notes when a head begins to arrive in pieces.
  private final class HeadWatchingParser extends HttpParser {

    HeadWatchingParser(
        HttpParser.RequestHandler handler, int headLimit, HttpCompliance compliance) {
      super(handler, headLimit, compliance);
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
      boolean octets = buffer.hasRemaining();
      boolean handle = super.parseNext(buffer);
      if (inHead(octets)) {
        if (headBegan == 0) {
          headBegan = Math.max(1, NanoTime.now());
        }
      } else if (headBegan != 0) {
        headBegan = 0;
      }
      return handle;
    }

    /// Empty lines before a request count as its beginning, silence does not.
    private boolean inHead(boolean octets) {
      return isState(State.START) ? octets || headBegan != 0 : inHeaderState();
    }
  }

  /// Applies the rules line by line, so that a bad head is refused before it is complete.
  private final class StrictRequestHandler extends HttpConnection.RequestHandler {

    private HttpVersion version = HttpVersion.HTTP_1_1;
    private int fields;
    private int trailers;

    @Override
    public void startRequest(String method, String uri, HttpVersion version) {
      this.version = version;
      fields = 0;
      trailers = 0;
      rules.checkTarget(uri);
      super.startRequest(method, uri, version);
    }

    @Override
    public void parsedHeader(HttpField field) {
      rules.checkCount(++fields);
      rules.checkField(field, version);
      super.parsedHeader(field);
    }

    @Override
    public void parsedTrailer(HttpField field) {
      if (++trailers > rules.maxFields()) {
        throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
      }
      super.parsedTrailer(field);
    }
  }
}

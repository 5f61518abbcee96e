package dev.weir.runtime.upstream.transport;

import dev.weir.runtime.upstream.transport.ResponseFaultException.Fault;
import java.nio.ByteBuffer;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.internal.HttpChannelOverHTTP;
import org.eclipse.jetty.client.transport.internal.HttpReceiverOverHTTP;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/// Reads responses, and says exactly what is wrong with one. A connection on which more came than
/// its response is not used again, so that the surplus never answers somebody else's request.
final class UpstreamReceiver extends HttpReceiverOverHTTP {

  private static final int FIRST_FINAL_STATUS = 200;

  // What HttpParser says; it has no other sign for it.
  private static final String TOO_LARGE = "Too Large";

  private final ReadGuard guard = new ReadGuard(this::giveBufferBack);
  private boolean headSeen;
  private boolean surplus;

  UpstreamReceiver(HttpChannelOverHTTP channel) {
    super(channel);
  }

  void enter() {
    guard.enter();
  }

  void exit() {
    guard.exit();
  }

  void connectionClosed() {
    guard.connectionClosed();
  }

  private void giveBufferBack() {
    ByteBuffer buffer = getResponseBuffer();
    if (buffer != null) {
      BufferUtil.clear(buffer);
      // Nothing is upgraded: this is Jetty's only door to releasing its buffer.
      onUpgradeFrom();
    }
  }

  @Override
  public Content.@Nullable Chunk read(boolean fillInterestIfNeeded) {
    enter();
    try {
      return super.read(fillInterestIfNeeded);
    } finally {
      exit();
    }
  }

  @Override
  protected void onInterim() {
    enter();
    try {
      super.onInterim();
    } finally {
      exit();
    }
  }

  /// The response has been received to its end.
  @Override
  protected void reset() {
    guard.responseEnds();
    super.reset();
  }

  @Override
  public void startResponse(HttpVersion version, int status, String reason) {
    headSeen = false;
    guard.responseBegins();
    super.startResponse(version, status, reason);
  }

  @Override
  public boolean headerComplete() {
    headSeen = true;
    return super.headerComplete();
  }

  @Override
  public boolean messageComplete() {
    HttpExchange exchange = getHttpExchange();
    if (exchange != null && exchange.getResponse().getStatus() >= FIRST_FINAL_STATUS) {
      ByteBuffer buffer = getResponseBuffer();
      surplus |= buffer != null && buffer.hasRemaining();
    }
    return super.messageComplete();
  }

  /// Asked at the end of the exchange whether its connection is to be closed.
  @Override
  protected boolean isShutdown() {
    return surplus || super.isShutdown();
  }

  @Override
  public void badMessage(HttpException failure) {
    String reason = String.valueOf(failure.getReason());
    if (super.isShutdown()) {
      failAndClose(cut());
    } else if (reason.contains(TOO_LARGE)) {
      failAndClose(tooLarge());
    } else {
      failAndClose(
          new ResponseFaultException(Fault.MALFORMED_HEAD, "malformed response head: " + reason));
    }
  }

  /// Called not only at the end of the stream, but also for content that cannot be parsed.
  @Override
  public void earlyEOF() {
    failAndClose(super.isShutdown() ? cut() : malformedContent());
  }

  @Override
  public void failAndClose(Throwable failure) {
    if (getHttpExchange() == null) {
      getHttpChannel().getHttpConnection().close();
    } else if (failure instanceof AssertionError) {
      // The parser makes an exception of the response's status, which Jetty asserts to be one of an
      // error.
      super.failAndClose(asserted());
    } else {
      super.failAndClose(failure);
    }
  }

  private ResponseFaultException asserted() {
    if (super.isShutdown()) {
      return cut();
    }
    return headSeen ? malformedContent() : tooLarge();
  }

  private static ResponseFaultException malformedContent() {
    return new ResponseFaultException(
        Fault.MALFORMED_CONTENT, "malformed chunk or trailer section");
  }

  private static ResponseFaultException cut() {
    return new ResponseFaultException(Fault.CUT, "connection closed before the response was whole");
  }

  private static ResponseFaultException tooLarge() {
    return new ResponseFaultException(Fault.HEAD_TOO_LARGE, "response head over its limit");
  }

  @Override
  protected void fillInterested() {
    if (getHttpChannel().getHttpConnection() instanceof UpstreamConnection connection) {
      connection.startWaiting();
    }
    super.fillInterested();
  }
}

package dev.weir.sample.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// `/health`: 200 `ok` while the application wants requests, 503 `not ready` before it stops;
/// everything else goes on to the pages.
///
/// Answered without a worker: an application whose workers are all busy is busy, not ill. Never
/// stored.
public final class HealthHandler extends Handler.Wrapper {

  private static final String PATH = "/health";

  private final BooleanSupplier ready;

  public HealthHandler(Handler next, BooleanSupplier ready) {
    super(next);
    this.ready = ready;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    if (!read || !PATH.equals(request.getHttpURI().getCanonicalPath())) {
      return super.handle(request, response, callback);
    }
    boolean good = ready.getAsBoolean();
    ByteBuffer word =
        ByteBuffer.wrap((good ? "ok\n" : "not ready\n").getBytes(StandardCharsets.US_ASCII));
    response.setStatus(good ? 200 : 503);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, word.remaining());
    if (request.getMethod().equals("HEAD")) {
      word.position(word.limit());
    }
    response.write(true, word, callback);
    return true;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}

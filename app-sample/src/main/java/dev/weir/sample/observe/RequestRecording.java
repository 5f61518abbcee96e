package dev.weir.sample.observe;

import dev.weir.runtime.accesslog.AccessRecord;
import dev.weir.runtime.accesslog.AccessRecord.Answered;
import dev.weir.runtime.accesslog.AccessRecord.Asked;
import dev.weir.runtime.accesslog.AccessRecord.Ending;
import dev.weir.sample.web.PagesHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/// Tells a listener of every request when it has ended, however it ended.
public final class RequestRecording extends Handler.Wrapper {

  private static final String REQUEST_ID = "X-Request-Id";

  /// `HTTP/1.1 200 OK` and two line ends, on average.
  private static final int STATUS_LINE_BYTES = 19;

  private final String tier;
  private final InstantSource clock;
  private final Consumer<AccessRecord> listener;

  /// @param listener must not block
  public RequestRecording(
      Handler next, String tier, InstantSource clock, Consumer<AccessRecord> listener) {
    super(next);
    this.tier = tier;
    this.clock = clock;
    this.listener = listener;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Request.addCompletionListener(
        request, failure -> listener.accept(record(request, response, failure)));
    return super.handle(request, response, callback);
  }

  private AccessRecord record(Request request, Response response, @Nullable Throwable failure) {
    Duration elapsed = Duration.ofNanos(NanoTime.since(request.getBeginNanoTime()));
    Object route = request.getAttribute(PagesHandler.ROUTE);
    return new AccessRecord(
        tier,
        clock.instant().minus(elapsed),
        elapsed,
        asked(request),
        answered(response, failure == null ? Ending.COMPLETE : Ending.ABORTED),
        route == null ? null : route.toString(),
        null,
        null);
  }

  private static Asked asked(Request request) {
    HttpFields fields = request.getHeaders();
    HttpURI uri = request.getHttpURI();
    return new Asked(
        client(request),
        null,
        request.getMethod(),
        orElse(uri.getScheme(), "http"),
        orElse(uri.getAuthority(), ""),
        orElse(uri.getPathQuery(), "*"),
        request.getConnectionMetaData().getProtocol(),
        fields.get(REQUEST_ID),
        fields.get(HttpHeader.REFERER),
        fields.get(HttpHeader.USER_AGENT));
  }

  private static Answered answered(Response response, Ending ending) {
    return new Answered(
        response.getStatus(),
        headBytes(response.getHeaders()),
        Response.getContentBytesWritten(response),
        response.getHeaders().get(HttpHeader.CONTENT_TYPE),
        ending);
  }

  private static long headBytes(HttpFields fields) {
    long bytes = STATUS_LINE_BYTES;
    for (HttpField field : fields) {
      String value = field.getValue();
      bytes += field.getName().length() + (value == null ? 0 : value.length()) + 4;
    }
    return bytes;
  }

  private static @Nullable InetAddress client(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress remote
        ? remote.getAddress()
        : null;
  }

  private static String orElse(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}

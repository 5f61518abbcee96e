package dev.weir.cache.deliver;

import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.route.Destination;
import dev.weir.http.ProxyError;
import dev.weir.http.ProxyStatus;
import dev.weir.runtime.upstream.UpstreamFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// Answers a node makes itself: why there is no other, for people as HTML, for programs as JSON,
/// without a word about its insides.
public final class ErrorPages {

  private final UpstreamReport report;

  /// @param report what is told of the way upstream
  public ErrorPages(UpstreamReport report) {
    this.report = report;
  }

  /// Answers for an upstream that could not.
  ///
  /// @param last the destination asked last, null when there was none
  public void upstreamFailed(
      ClientExchange exchange, UpstreamFailure failure, @Nullable Destination last) {
    proxyStatus(exchange, report.of(failure, last));
    send(exchange, failure.error().status());
  }

  /// Answers in the place of an upstream's answer that broke off at once.
  void upstreamBroke(ClientExchange exchange, UpstreamFailure failure, Answer answer) {
    proxyStatus(exchange, report.of(failure, answer));
    send(exchange, failure.error().status());
  }

  /// Answers that the request has been here before.
  public void looped(ClientExchange exchange) {
    proxyStatus(exchange, report.of(ProxyError.PROXY_LOOP_DETECTED));
    send(exchange, ProxyError.PROXY_LOOP_DETECTED.status());
  }

  /// Answers that whoever sent this may not.
  public void denied(ClientExchange exchange) {
    proxyStatus(exchange, report.of(ProxyError.HTTP_REQUEST_DENIED));
    send(exchange, ProxyError.HTTP_REQUEST_DENIED.status());
  }

  private static void proxyStatus(ClientExchange exchange, ProxyStatus status) {
    exchange.response().getHeaders().put("Proxy-Status", status.toString());
  }

  /// Says what the node, being the last hop, does itself (RFC 9110 §9.3.7).
  public void options(ClientExchange exchange, String allow) {
    exchange.response().getHeaders().put(HttpHeader.ALLOW, allow);
    exchange.response().setStatus(204);
    exchange.sendHeadOnly();
  }

  /// Answers that nothing usable is stored, and nothing else was asked for (RFC 9111 §5.2.1.7).
  public void onlyIfCached(ClientExchange exchange) {
    // What Squid siblings look for.
    exchange.response().getHeaders().put("X-Squid-Error", "ERR_ONLY_IF_CACHED_MISS 0");
    send(exchange, 504);
  }

  /// Answers that this is not a request for a cache.
  public void refused(ClientExchange exchange, int status) {
    if (status >= 400) {
      proxyStatus(exchange, report.of(ProxyError.HTTP_REQUEST_ERROR));
    }
    send(exchange, status);
  }

  /// Answers that the method is not supported, with those that are.
  public void methodNotAllowed(ClientExchange exchange, String allow) {
    exchange.response().getHeaders().put(HttpHeader.ALLOW, allow);
    refused(exchange, 405);
  }

  private void send(ClientExchange exchange, int status) {
    Response clientResponse = exchange.response();
    boolean json = wantsJson(exchange);
    byte[] page = (json ? json(status) : html(status)).getBytes(StandardCharsets.US_ASCII);
    HttpFields.Mutable fields = clientResponse.getHeaders();
    clientResponse.setStatus(status);
    fields.put(
        HttpHeader.CONTENT_TYPE, json ? "application/problem+json" : "text/html; charset=us-ascii");
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put(HttpHeader.CONTENT_LENGTH, page.length);
    if (exchange.isHead()) {
      exchange.sendHeadOnly();
    } else {
      clientResponse.write(true, ByteBuffer.wrap(page), exchange.ending());
    }
  }

  /// Whichever of the two is named first; HTML when neither is.
  private static boolean wantsJson(ClientExchange exchange) {
    List<String> lines = exchange.fields().lines("Accept");
    String accept = String.join(",", lines).toLowerCase(Locale.ROOT);
    int json = accept.indexOf("json");
    int html = accept.indexOf("html");
    return json >= 0 && (html < 0 || json < html);
  }

  private static String html(int status) {
    String title = status + " " + HttpStatus.getMessage(status);
    return """
    <!DOCTYPE html>
    <html lang="en"><head><title>%s</title></head>
    <body><h1>%s</h1><p>%s</p></body></html>
    """
        .formatted(title, title, explanation(status));
  }

  private static String json(int status) {
    return """
    {"status":%d,"title":"%s","detail":"%s"}
    """
        .formatted(status, HttpStatus.getMessage(status), explanation(status));
  }

  private static String explanation(int status) {
    return switch (status) {
      case 400 -> "The request cannot be understood.";
      case 403 -> "The request is not allowed.";
      case 405 -> "This method is not served here.";
      case 413 -> "The content of the request is too long.";
      case 502 -> "The server behind this cache gave no usable answer.";
      case 503 -> "The server behind this cache is not available at the moment.";
      case 504 -> "The server behind this cache did not answer in time, or was not to be asked.";
      default -> "The request cannot be answered.";
    };
  }
}

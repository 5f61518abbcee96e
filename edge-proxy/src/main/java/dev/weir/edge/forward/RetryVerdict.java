package dev.weir.edge.forward;

import dev.weir.http.Methods;
import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.Sent;
import dev.weir.runtime.upstream.UpstreamFailure;

/// Whether a failed attempt may be repeated at another server, and why (RFC 9110 §9.2.2).
enum RetryVerdict {
  /// The server has seen nothing of the request.
  NOTHING_SENT,
  /// To ask twice does no harm.
  IDEMPOTENT,
  /// The server may have acted on the request.
  NOT_IDEMPOTENT,
  /// The content has been passed on and was too long to keep.
  CONTENT_GONE,
  /// The request itself is at fault, or our own connections are used up: no server would do better.
  NOT_THE_SERVER,
  ATTEMPTS_USED_UP;

  /// @param remainingAttempts how many more are allowed
  static RetryVerdict on(
      UpstreamFailure failure, String method, ContentKept content, int remainingAttempts) {
    if (!isTheServers(failure.error())) {
      return NOT_THE_SERVER;
    }
    if (remainingAttempts < 1) {
      return ATTEMPTS_USED_UP;
    }
    boolean nothingSent = failure.sent() == Sent.NOTHING;
    if (!nothingSent && !Methods.isIdempotent(method)) {
      return NOT_IDEMPOTENT;
    }
    if (content == ContentKept.GONE) {
      return CONTENT_GONE;
    }
    return nothingSent ? NOTHING_SENT : IDEMPOTENT;
  }

  /// Whether the request, as far as it was read, can be sent once more.
  enum ContentKept {
    WHOLE,
    GONE
  }

  boolean mayRetry() {
    return this == NOTHING_SENT || this == IDEMPOTENT;
  }

  /// True for faults of the server or the way to it, which count against its health.
  static boolean isTheServers(ProxyError error) {
    return switch (error) {
      case HTTP_REQUEST_ERROR,
          HTTP_REQUEST_DENIED,
          CONNECTION_LIMIT_REACHED,
          PROXY_INTERNAL_RESPONSE,
          PROXY_INTERNAL_ERROR,
          PROXY_CONFIGURATION_ERROR,
          PROXY_LOOP_DETECTED ->
          false;
      default -> true;
    };
  }
}

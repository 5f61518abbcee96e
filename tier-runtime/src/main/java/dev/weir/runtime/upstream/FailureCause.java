package dev.weir.runtime.upstream;

import dev.weir.http.ProxyError;
import dev.weir.runtime.upstream.transport.ResponseFaultException;
import dev.weir.runtime.upstream.transport.ResponseFaultException.Fault;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The one place where an exception becomes an error type of RFC 9209 §2.3.
final class FailureCause {

  private FailureCause() {}

  static ProxyError of(Throwable cause, Stage stage) {
    return switch (cause) {
      case UpstreamException known -> known.failure().error();
      case UnknownHostException _ -> ProxyError.DNS_ERROR;
      case UnresolvedAddressException _ -> ProxyError.DNS_ERROR;
      case NoRouteToHostException _ -> ProxyError.DESTINATION_IP_UNROUTABLE;
      case SocketTimeoutException _ -> ProxyError.CONNECTION_TIMEOUT;
      case ConnectException _ -> ofConnect(text(cause));
      case RejectedExecutionException _ -> ProxyError.CONNECTION_LIMIT_REACHED;
      case TimeoutException _ -> ofSilence(stage);
      // Jetty could not write the request: a head over its limit, a path with malformed
      // percent-encoding.
      case IllegalArgumentException _ -> ProxyError.HTTP_REQUEST_ERROR;
      case ResponseFaultException response -> ofResponse(response.fault(), stage);
      default -> ofBreak(cause, stage);
    };
  }

  private static ProxyError ofConnect(String message) {
    if (message.contains("timed out") || message.contains("timeout")) {
      return ProxyError.CONNECTION_TIMEOUT;
    }
    return message.contains("unreachable")
        ? ProxyError.DESTINATION_IP_UNROUTABLE
        : ProxyError.CONNECTION_REFUSED;
  }

  private static ProxyError ofSilence(Stage stage) {
    return switch (stage) {
      case CONNECTING -> ProxyError.CONNECTION_TIMEOUT;
      case SENDING -> ProxyError.CONNECTION_WRITE_TIMEOUT;
      case AWAITING -> ProxyError.HTTP_RESPONSE_TIMEOUT;
      case RESPONDING, OVER -> ProxyError.CONNECTION_READ_TIMEOUT;
    };
  }

  private static ProxyError ofResponse(Fault fault, Stage stage) {
    boolean headSeen = stage == Stage.RESPONDING;
    return switch (fault) {
      case CUT -> headSeen ? ProxyError.HTTP_RESPONSE_INCOMPLETE : ProxyError.CONNECTION_TERMINATED;
      case HEAD_TOO_LARGE -> ProxyError.HTTP_RESPONSE_HEADER_SECTION_SIZE;
      case MALFORMED_HEAD, MALFORMED_CONTENT -> ProxyError.HTTP_PROTOCOL_ERROR;
    };
  }

  private static ProxyError ofBreak(Throwable cause, Stage stage) {
    return switch (stage) {
      case CONNECTING ->
          text(cause).contains("unreachable")
              ? ProxyError.DESTINATION_IP_UNROUTABLE
              : ProxyError.CONNECTION_REFUSED;
      case SENDING, AWAITING -> ProxyError.CONNECTION_TERMINATED;
      case RESPONDING, OVER -> ProxyError.HTTP_RESPONSE_INCOMPLETE;
    };
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? "" : message.toLowerCase(Locale.ROOT);
  }

  /// One line for people, without line breaks a peer could have smuggled in.
  static String detail(@Nullable Throwable cause) {
    if (cause == null) {
      return "unknown";
    }
    if (cause instanceof UpstreamException known) {
      return known.failure().detail();
    }
    if (cause instanceof ResponseFaultException) {
      return String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " ");
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return (message == null ? name : name + ": " + message).replaceAll("\\p{Cntrl}", " ");
  }
}

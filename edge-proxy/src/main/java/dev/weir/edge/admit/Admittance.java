package dev.weir.edge.admit;

import dev.weir.edge.refuse.Refusal;
import dev.weir.http.ProxyError;
import org.eclipse.jetty.http.HttpHeader;

/// Whether a request may enter.
sealed interface Admittance {

  record Admitted() implements Admittance {}

  /// `OPTIONS` that has come as far as it wants to go (RFC 9110 §7.6.2): it is answered here.
  record LastHop() implements Admittance {}

  record Refused(Reason reason) implements Admittance {}

  Admittance ADMITTED = new Admitted();
  Admittance LAST_HOP = new LastHop();

  /// Methods a gateway has no business with: a tunnel to anywhere, and an echo of credentials.
  String ALLOWED_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  /// Why a request is refused.
  enum Reason {
    /// CONNECT or TRACE.
    METHOD,
    /// RFC 9112 §6.1: an HTTP/1.0 message with Transfer-Encoding is faulty, and somebody reads its
    /// end elsewhere.
    TRANSFER_CODING_BEFORE_1_1,
    /// RFC 9112 §6.1: any coding but `chunked`, once.
    TRANSFER_CODING_UNKNOWN,
    /// RFC 9112 §6.3: two ways to find the end of the content.
    LENGTH_AND_TRANSFER_CODING,
    /// RFC 9110 §10.1.1: nothing but `100-continue`.
    EXPECTATION,
    /// RFC 9112 §3.2: none, several, or not a host.
    HOST,
    /// Our own name stands in Via already.
    LOOP;

    Refusal refusal() {
      return switch (this) {
        case METHOD -> Refusal.closing(405).with(HttpHeader.ALLOW, ALLOWED_METHODS);
        case TRANSFER_CODING_BEFORE_1_1, LENGTH_AND_TRANSFER_CODING, HOST -> Refusal.closing(400);
        case TRANSFER_CODING_UNKNOWN -> Refusal.closing(501);
        case EXPECTATION -> Refusal.closing(417);
        case LOOP -> Refusal.because(ProxyError.PROXY_LOOP_DETECTED);
      };
    }
  }
}

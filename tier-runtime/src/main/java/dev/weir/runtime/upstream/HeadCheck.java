package dev.weir.runtime.upstream;

import dev.weir.http.ProxyError;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;

/// Whether a final response head that parses may be believed.
enum HeadCheck {
  SOUND(ProxyError.HTTP_PROTOCOL_ERROR, ""),
  /// RFC 9110 §15.2.2: only as answer to `Upgrade`, which is never sent.
  UNSOLICITED_UPGRADE(ProxyError.HTTP_PROTOCOL_ERROR, "101 although no upgrade was asked for"),
  /// RFC 9112 §6.1: faulty framing, even if it looks readable.
  CODING_IN_HTTP_1_0(ProxyError.HTTP_PROTOCOL_ERROR, "Transfer-Encoding in an HTTP/1.0 response"),
  /// Passing it on would need a decoder; taking it for plain content would corrupt it.
  UNKNOWN_CODING(
      ProxyError.HTTP_RESPONSE_TRANSFER_CODING, "a transfer coding other than exactly \"chunked\"");

  private final ProxyError error;
  private final String detail;

  HeadCheck(ProxyError error, String detail) {
    this.error = error;
    this.detail = detail;
  }

  static HeadCheck of(int status, HttpVersion version, HttpFields fields) {
    if (status == HttpStatus.SWITCHING_PROTOCOLS_101) {
      return UNSOLICITED_UPGRADE;
    }
    List<String> codings = fields.getValuesList(HttpHeader.TRANSFER_ENCODING);
    if (codings.isEmpty()) {
      return SOUND;
    }
    if (version.compareTo(HttpVersion.HTTP_1_1) < 0) {
      return CODING_IN_HTTP_1_0;
    }
    boolean chunkedOnly = codings.size() == 1 && "chunked".equalsIgnoreCase(codings.getFirst());
    return chunkedOnly ? SOUND : UNKNOWN_CODING;
  }

  ProxyError error() {
    return error;
  }

  String detail() {
    return detail;
  }
}

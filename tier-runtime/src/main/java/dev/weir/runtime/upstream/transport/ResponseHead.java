package dev.weir.runtime.upstream.transport;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// Status line and fields of a response, as received.
public record ResponseHead(
    HttpVersion version, int status, @Nullable String reason, HttpFields fields) {

  boolean isInterim() {
    return status < 200 && status != 101;
  }

  /// RFC 9112 §9.3
  boolean isPersistent() {
    return version == HttpVersion.HTTP_1_1
        ? !fields.contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())
        : fields.contains(HttpHeader.CONNECTION, HttpHeaderValue.KEEP_ALIVE.asString());
  }
}

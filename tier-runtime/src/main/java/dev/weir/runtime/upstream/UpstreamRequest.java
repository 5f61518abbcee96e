package dev.weir.runtime.upstream;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content.Source;
import org.jspecify.annotations.Nullable;

/// One request as it goes to one upstream.
///
/// The client reads the content only once it has a connection, and never fails it: whoever made the
/// request decides what a broken exchange means for it. A failure chunk of the content breaks the
/// exchange off, so that the upstream never takes a cut request for a whole one (RFC 9112 §8);
/// content shorter or longer than `Content-Length` counts as such a failure. A
/// [org.eclipse.jetty.http.Trailers] chunk goes out as trailer section if the content is chunked.
///
/// @param target the request-target, written as it is; only a path with malformed percent-encoding
///   fails
/// @param fields complete and in order: `Host` included, hop-by-hop fields left out
/// @param content framed by the `Content-Length` among the fields, or else chunked
public record UpstreamRequest(
    UpstreamAddress address,
    String method,
    String target,
    HttpFields fields,
    // By its simple name: javac drops the annotation of a qualified one from a compact constructor.
    @Nullable Source content,
    UpstreamTimeouts timeouts,
    KeepAlive keepAlive) {

  /// @throws IllegalArgumentException for a method or target that would not stay one on the wire,
  ///   or for a `Content-Length` without content
  public UpstreamRequest {
    requireVisible(method, "method");
    requireVisible(target, "request-target");
    fields = fields.asImmutable();
    if (content == null && fields.getLongField(HttpHeader.CONTENT_LENGTH) > 0) {
      throw new IllegalArgumentException("Content-Length, but no content");
    }
  }

  private static void requireVisible(String text, String what) {
    boolean visible = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      visible &= text.charAt(i) > ' ' && text.charAt(i) != 0x7f && text.charAt(i) <= 0xff;
    }
    if (!visible) {
      throw new IllegalArgumentException(what + " is empty or has white space or controls in it");
    }
  }
}

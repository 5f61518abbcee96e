package dev.weir.runtime.accesslog;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The facts of one finished exchange, as a tier saw it.
///
/// - `tier`: name of the tier or node that writes the line.
/// - `started`, `elapsed`: first octet of the request, and from there to the end of the response.
/// - `route`: our own name of what served it, never the raw path.
public record AccessRecord(
    String tier,
    Instant started,
    Duration elapsed,
    Asked asked,
    Answered answered,
    @Nullable String route,
    @Nullable Cached cached,
    @Nullable Upstream upstream) {

  /// The same exchange when what followed its response is over too: octets of another protocol.
  ///
  /// @param later how long that took
  /// @param contentBytes octets sent to the client meanwhile
  public AccessRecord continued(Duration later, long contentBytes, Ending ending) {
    Answered before = answered;
    return new AccessRecord(
        tier,
        started,
        elapsed.plus(later),
        asked,
        new Answered(
            before.status(),
            before.headBytes(),
            before.contentBytes() + contentBytes,
            before.contentType(),
            ending),
        route,
        cached,
        upstream);
  }

  /// The request: who asked for what.
  ///
  /// - `scheme`, `authority`, `target`: `http`, `example.org`, `/a?b=c`; authority is empty when
  ///   unknown.
  /// - `user`: authenticated name, if any.
  public record Asked(
      @Nullable InetAddress client,
      @Nullable String user,
      String method,
      String scheme,
      String authority,
      String target,
      String protocol,
      @Nullable String requestId,
      @Nullable String referer,
      @Nullable String userAgent) {}

  /// The response as far as it was sent.
  ///
  /// - `status`: 0 when the exchange ended before there was one.
  /// - `headBytes`, `contentBytes`: octets of the head and of the content sent to the client.
  public record Answered(
      int status, long headBytes, long contentBytes, @Nullable String contentType, Ending ending) {}

  /// How the exchange ended.
  public enum Ending {
    /// All of the response was sent.
    COMPLETE,
    /// The client went away or the response broke off.
    ABORTED
  }

  /// What the cache decided.
  ///
  /// - `status`: the RFC 9211 member, `node-a; hit; ttl=42`.
  /// - `resultTag`, `hierarchy`: Squid's words, `TCP_MEM_HIT` and `SIBLING_HIT/127.0.0.2`.
  /// - `reason`, `rule`: the constant of the decision, and the name of the rule it followed.
  public record Cached(
      @Nullable String status,
      String resultTag,
      String hierarchy,
      @Nullable String reason,
      @Nullable String rule,
      @Nullable String etag,
      @Nullable Judged judged) {}

  /// What freshness was judged by, so that a log can be replayed against other rules.
  ///
  /// - `lastModified`, `cacheControl`, `expires`: fields of the response, as sent.
  /// - `setCookie`, `cookie`, `authorization`: whether response and request had such a field; never
  ///   what was in it.
  /// - `requestCacheControl`: field of the request.
  public record Judged(
      @Nullable String lastModified,
      @Nullable String cacheControl,
      @Nullable String expires,
      boolean setCookie,
      boolean cookie,
      boolean authorization,
      @Nullable String requestCacheControl) {}

  /// The last upstream asked.
  ///
  /// - `elapsed`: from sending the request to the end of its response; `retries`: further attempts
  ///   made.
  /// - `error`: RFC 9209 token when it failed.
  public record Upstream(String address, Duration elapsed, int retries, @Nullable String error) {}
}

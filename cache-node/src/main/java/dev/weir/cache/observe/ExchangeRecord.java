package dev.weir.cache.observe;

import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.runtime.accesslog.AccessRecord;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// What the access log is told about an exchange.
final class ExchangeRecord {

  /// How targets are written down.
  enum Targets {
    WHOLE,
    /// What follows the question mark may be secret.
    WITHOUT_QUERY
  }

  private final String node;
  private final Targets targets;

  ExchangeRecord(String node, Targets targets) {
    this.node = node;
    this.targets = targets;
  }

  AccessRecord of(ClientExchange exchange, ExchangeListener.Ending ending, Instant now) {
    Account account = exchange.account();
    return new AccessRecord(
        node,
        exchange.arrival(),
        Duration.between(exchange.arrival(), now),
        asked(exchange.request(), exchange.fields()),
        answered(exchange, ending),
        null,
        cached(account, exchange.response()),
        upstream(account));
  }

  private AccessRecord.Asked asked(Request request, JettyFields fields) {
    HttpURI uri = request.getHttpURI();
    String authority = uri.getAuthority();
    return new AccessRecord.Asked(
        client(request),
        null,
        request.getMethod(),
        uri.getScheme(),
        authority == null ? "" : authority,
        target(uri),
        request.getConnectionMetaData().getProtocol(),
        fields.first("X-Request-Id"),
        fields.first("Referer"),
        fields.first("User-Agent"));
  }

  private String target(HttpURI uri) {
    String target = uri.getPathQuery();
    if (target == null) {
      return "/";
    }
    int query = target.indexOf('?');
    return query < 0 || targets == Targets.WHOLE ? target : target.substring(0, query + 1);
  }

  private static @Nullable InetAddress client(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : null;
  }

  private static AccessRecord.Answered answered(
      ClientExchange exchange, ExchangeListener.Ending ending) {
    Response response = exchange.response();
    long content = Response.getContentBytesWritten(response);
    return new AccessRecord.Answered(
        response.getStatus(),
        Math.max(0, exchange.responseOctets() - content),
        content,
        response.getHeaders().get(HttpHeader.CONTENT_TYPE),
        switch (ending) {
          case WHOLE -> AccessRecord.Ending.COMPLETE;
          case BROKEN -> AccessRecord.Ending.ABORTED;
        });
  }

  private static AccessRecord.Cached cached(Account account, Response response) {
    return new AccessRecord.Cached(
        account.cacheStatus().isEmpty() ? null : account.cacheStatus(),
        account.tag().name(),
        account.hierarchy().toString(),
        account.reason() == null ? null : account.reason().token(),
        account.rule(),
        response.getHeaders().get(HttpHeader.ETAG));
  }

  private static AccessRecord.@Nullable Upstream upstream(Account account) {
    Duration elapsed = account.upstreamElapsed();
    return account.hierarchy().equals(Hierarchy.NONE)
        ? null
        : new AccessRecord.Upstream(
            account.hierarchy().peer(), elapsed == null ? Duration.ZERO : elapsed, 0, null);
  }
}

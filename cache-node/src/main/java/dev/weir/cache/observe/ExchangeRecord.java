package dev.weir.cache.observe;

import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.exchange.Hierarchy;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.runtime.accesslog.AccessRecord;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
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

  private static final Pattern ABSOLUTE = Pattern.compile("([a-z]{1,8})://([^/?#]+)(/.*)");

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
        cached(account, exchange),
        upstream(account));
  }

  /// Squid's line of an ICP answer: `UDP_HIT/000`, its octets, `ICP_QUERY`, the URL.
  AccessRecord of(InetSocketAddress sibling, IcpMessage answer, Instant now) {
    return new AccessRecord(
        node,
        now,
        Duration.ZERO,
        asked(sibling, answer.url()),
        new AccessRecord.Answered(0, 0, answer.length(), null, AccessRecord.Ending.COMPLETE),
        null,
        new AccessRecord.Cached(
            null, tag(answer.opcode()), Hierarchy.NONE.toString(), null, null, null, null),
        null);
  }

  private static String tag(IcpOpcode opcode) {
    return switch (opcode) {
      case HIT, HIT_OBJ -> "UDP_HIT";
      case MISS -> "UDP_MISS";
      case MISS_NOFETCH -> "UDP_MISS_NOFETCH";
      case DENIED -> "UDP_DENIED";
      case ERR, QUERY, SECHO, DECHO -> "UDP_INVALID";
    };
  }

  private AccessRecord.Asked asked(InetSocketAddress sibling, String url) {
    Matcher parts = ABSOLUTE.matcher(url);
    boolean absolute = parts.matches();
    return new AccessRecord.Asked(
        sibling.getAddress(),
        null,
        "ICP_QUERY",
        absolute ? parts.group(1) : "http",
        absolute ? parts.group(2) : "",
        written(absolute ? parts.group(3) : url),
        "ICP/2",
        null,
        null,
        null);
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
    return written(target);
  }

  private String written(String target) {
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

  private static AccessRecord.Cached cached(Account account, ClientExchange exchange) {
    HttpFields answered = exchange.response().getHeaders();
    return new AccessRecord.Cached(
        account.cacheStatus().isEmpty() ? null : account.cacheStatus(),
        account.tag().name(),
        account.hierarchy().toString(),
        account.reason() == null ? null : account.reason().token(),
        account.rule(),
        answered.get(HttpHeader.ETAG),
        judged(exchange.request().getHeaders(), answered));
  }

  private static AccessRecord.Judged judged(HttpFields asked, HttpFields answered) {
    return new AccessRecord.Judged(
        answered.get(HttpHeader.LAST_MODIFIED),
        answered.get(HttpHeader.CACHE_CONTROL),
        answered.get(HttpHeader.EXPIRES),
        answered.contains(HttpHeader.SET_COOKIE),
        asked.contains(HttpHeader.COOKIE),
        asked.contains(HttpHeader.AUTHORIZATION),
        asked.get(HttpHeader.CACHE_CONTROL));
  }

  private static AccessRecord.@Nullable Upstream upstream(Account account) {
    Duration elapsed = account.upstreamElapsed();
    return account.hierarchy().equals(Hierarchy.NONE)
        ? null
        : new AccessRecord.Upstream(
            account.hierarchy().peer(), elapsed == null ? Duration.ZERO : elapsed, 0, null);
  }
}

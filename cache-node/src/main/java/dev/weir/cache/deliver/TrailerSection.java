package dev.weir.cache.deliver;

import dev.weir.cache.exchange.ClientExchange;
import dev.weir.http.HopByHop;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// The fields behind an arriving response's content, on their way to a client (RFC 9110 §6.5).
final class TrailerSection {

  /// What frames, routes, identifies or controls is not obeyed behind the content, so nobody is to
  /// find it there (RFC 9110 §6.5.1).
  private static final Set<String> FORBIDDEN =
      Set.of(
          "age",
          "authorization",
          "cache-control",
          "content-encoding",
          "content-length",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "expect",
          "expires",
          "host",
          "location",
          "max-forwards",
          "pragma",
          "range",
          "retry-after",
          "set-cookie",
          "vary",
          "via",
          "warning",
          "www-authenticate");

  private TrailerSection() {}

  /// What passes trailers on to the client, null when its connection cannot carry them or nobody
  /// wants them: they were neither announced nor did the client say that it takes them.
  ///
  /// @param announced value of the response's Trailer, null without
  static Content.Chunk.@Nullable Processor to(ClientExchange exchange, @Nullable String announced) {
    HttpFields.Mutable head = exchange.response().getHeaders();
    if ((announced == null && !areWelcome(exchange))
        || version(exchange) == HttpVersion.HTTP_1_0
        || head.contains(HttpHeader.CONTENT_LENGTH)) {
      return null;
    }
    HttpFields.Mutable received = HttpFields.build();
    if (announced != null) {
      head.put(HttpHeader.TRAILER, announced);
    }
    exchange.response().setTrailersSupplier(() -> received);
    return (chunk, callback) -> {
      if (chunk instanceof Trailers section) {
        addAllowed(section.getTrailers(), received);
      }
      return false;
    };
  }

  /// RFC 9110 §10.1.4; HTTP/2 always has a place for them.
  private static boolean areWelcome(ClientExchange exchange) {
    String accepted = exchange.fields().combined("TE");
    return version(exchange) == HttpVersion.HTTP_2
        || (accepted != null && accepted.toLowerCase(Locale.ROOT).contains("trailers"));
  }

  private static HttpVersion version(ClientExchange exchange) {
    return exchange.request().getConnectionMetaData().getHttpVersion();
  }

  private static void addAllowed(HttpFields from, HttpFields.Mutable to) {
    for (HttpField field : from) {
      if (!HopByHop.is(field.getName()) && !FORBIDDEN.contains(field.getLowerCaseName())) {
        to.add(field);
      }
    }
  }
}

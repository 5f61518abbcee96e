package dev.weir.cache.exchange;

import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.CacheKey;
import dev.weir.http.Methods;
import java.util.Set;

/// What a client asked for, as far as upstream and the store need to know it; outlives the client's
/// exchange.
///
/// @param key the target
/// @param target path and query as received, or `*`
/// @param method case-sensitive, as received
/// @param fields all fields as received, those of the client's connection included
/// @param facts what the decisions want to know of it
/// @param client who asked
public record Ask(
    CacheKey key,
    String method,
    String target,
    JettyFields fields,
    RequestFacts facts,
    Client client) {

  private static final Set<String> OF_CLIENT_ALONE =
      Set.of(
          "authorization",
          "cache-control",
          "cookie",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "pragma",
          "range");

  /// The same target and fields, as a GET.
  public Ask asGet() {
    return new Ask(
        key,
        "GET",
        target,
        fields,
        new RequestFacts("GET", facts.directives(), facts.traits()),
        client);
  }

  /// The same target and fields, as if there were nothing of its client in it that speaks against
  /// storing the answer.
  public Ask asAnybodys() {
    return new Ask(key, "GET", target, fields, RequestFacts.PLAIN_GET, client);
  }

  /// The same target as the node itself asks for it: a GET without credentials, conditions and
  /// wishes of the client.
  ///
  /// @param needed lower-case names of fields that stay in any case
  public Ask asOwn(Set<String> needed) {
    JettyFields left =
        fields.filtered(name -> needed.contains(name) || !OF_CLIENT_ALONE.contains(name));
    return new Ask(key, "GET", target, left, RequestFacts.of("GET", key, left), client);
  }

  /// The absolute URI asked for, its path and query as received.
  public String uri() {
    return key.origin() + target;
  }

  /// Whether it may be asked again elsewhere after a failure: nothing is lost or done twice by that
  /// (RFC 9110 §9.2.2).
  public boolean isRepeatable() {
    return Methods.isIdempotent(method);
  }
}

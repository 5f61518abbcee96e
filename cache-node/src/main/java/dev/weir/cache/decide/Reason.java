package dev.weir.cache.decide;

import dev.weir.http.Fwd;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why the cache did what it did: Squid's refresh constants, the ways to miss of RFC 9211 §2.2, and
/// every refusal to store. The one vocabulary of Cache-Status, access log, metrics and
/// explanations.
public enum Reason {
  FRESH_REQUEST_MAX_STALE_ALL(100, "stale, but the request accepts any staleness"),
  FRESH_REQUEST_MAX_STALE_VALUE(101, "stale, but within the request's max-stale"),
  FRESH_EXPIRES(102, "within the lifetime the origin named"),
  FRESH_LMFACTOR_RULE(103, "within the rule's percentage of the age it had when sent"),
  FRESH_MIN_RULE(104, "younger than the rule's min"),
  FRESH_OVERRIDE_EXPIRES(105, "past its named lifetime, but override-expire and younger than min"),
  FRESH_OVERRIDE_LASTMOD(106, "past its percentage, but override-lastmod and younger than min"),
  STALE_MUST_REVALIDATE(200, "the origin demands validation"),
  STALE_RELOAD_INTO_IMS(201, "the client's reload is answered by validation"),
  STALE_FORCED_RELOAD(202, "the client demands a reload"),
  STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE(203, "older than the request's max-age"),
  STALE_EXPIRES(204, "past the lifetime the origin named"),
  STALE_MAX_RULE(205, "older than the rule's max"),
  STALE_LMFACTOR_RULE(206, "past the rule's percentage of the age it had when sent"),
  STALE_MAX_STALE(207, "staler than max-stale allows"),
  STALE_DEFAULT(299, "nothing says it is fresh"),

  NEGATIVE_HIT(Kind.FRESH, "an error kept for negative_ttl"),
  OFFLINE_HIT(Kind.FRESH, "offline_mode uses whatever is stored"),
  STALE_WHILE_REVALIDATE(Kind.STALE_SERVED, "stale, used once more while it is validated"),
  STALE_ON_ERROR(Kind.STALE_SERVED, "stale, used because the origin failed"),

  URI_MISS(Fwd.URI_MISS, "nothing stored under this URI"),
  VARY_MISS(Fwd.VARY_MISS, "no stored variant matches the request"),
  METHOD(Fwd.METHOD, "the method is always forwarded"),
  BYPASS(Fwd.BYPASS, "not for the cache to answer"),
  PARTIAL(Fwd.PARTIAL, "only part of what is asked for is stored"),
  ONLY_IF_CACHED_MISS(Kind.GATEWAY_TIMEOUT, "only-if-cached, and nothing is stored"),
  ONLY_IF_CACHED_STALE(Kind.GATEWAY_TIMEOUT, "only-if-cached, and what is stored needs validation"),
  HOP_UNSIGNED(Kind.DENIED, "claims to come from a node of the cluster and is not signed"),
  HOP_FORGED(Kind.DENIED, "is signed with another secret, or for another request"),
  HOP_UNTIMELY(Kind.DENIED, "was signed more than 60 seconds ago, or ahead of time"),

  ERROR_MUST_REVALIDATE(Kind.ERROR_PASSED_ON, "the origin forbids stale use"),
  ERROR_STALE_IF_ERROR_EXCEEDED(Kind.ERROR_PASSED_ON, "staler than stale-if-error allows"),
  ERROR_MAX_STALE_EXCEEDED(Kind.ERROR_PASSED_ON, "staler than max-stale allows"),
  ERROR_REQUEST_NO_CACHE(Kind.ERROR_PASSED_ON, "the client demanded validation"),

  METHOD_NOT_STORED(Kind.NOT_STORED, "only answers to GET are stored"),
  REQUEST_NO_STORE(Kind.NOT_STORED, "the request says no-store"),
  RESPONSE_NO_STORE(Kind.NOT_STORED, "the response says no-store"),
  RESPONSE_PRIVATE(Kind.NOT_STORED, "the response says private"),
  RESPONSE_NO_CACHE_FIELDS(Kind.NOT_STORED, "the response says no-cache with field names"),
  SURROGATE_NO_STORE(Kind.NOT_STORED, "Surrogate-Control says no-store"),
  AUTHORIZATION(
      Kind.NOT_STORED, "the request had Authorization and the response does not allow sharing"),
  VARY_STAR(Kind.NOT_STORED, "the response varies on everything"),
  MULTIPART_REPLACE(Kind.NOT_STORED, "a multipart/x-mixed-replace stream never ends"),
  STATUS_NOT_STORED(Kind.NOT_STORED, "no lifetime named, and none may be guessed for this status"),
  STATUS_NOT_UNDERSTOOD(Kind.NOT_STORED, "must-understand, and the status is not understood"),
  STATUS_PARTIAL(Kind.NOT_STORED, "a part of a representation is not stored"),
  STATUS_OF_ONE_REQUEST(
      Kind.NOT_STORED, "about the one request it answers, not about the resource"),
  STATUS_NOT_FINAL(Kind.NOT_STORED, "neither interim nor 304 responses are stored on their own"),
  NOT_REUSABLE(Kind.NOT_STORED, "already stale, cannot be validated, must not be used stale"),
  STORED_IS_BETTER(Kind.NOT_STORED, "an error, and what is stored may be used in its place"),
  OLDER_THAN_STORED(Kind.NOT_STORED, "older by Date than what is stored"),
  PERSONAL_SET_COOKIE(Kind.NOT_STORED, "sets a cookie and names no lifetime"),
  PERSONAL_COOKIE(Kind.NOT_STORED, "answers a request with a cookie and names no lifetime"),
  PERSONAL_AUTHORIZATION(
      Kind.NOT_STORED, "answers a request with Authorization and names no lifetime"),
  PERSONAL_VARY_COOKIE(Kind.NOT_STORED, "varies on Cookie and names no lifetime"),
  TOO_LARGE(Kind.NOT_STORED, "larger than maximum_object_size"),
  TOO_SMALL(Kind.NOT_STORED, "smaller than minimum_object_size"),
  INCOMPLETE(Kind.NOT_STORED, "the content did not arrive whole"),
  LENGTH_UNKNOWN(Kind.NOT_STORED, "ends with the connection, so a cut would not be noticed"),
  PEER_PROXY_ONLY(Kind.NOT_STORED, "came from a peer configured proxy-only"),
  KEPT_BY_OWNER(Kind.NOT_STORED, "is kept by the node that owns the URL");

  /// What a reason leads to.
  public enum Kind {
    FRESH,
    STALE,
    STALE_SERVED,
    MISS,
    GATEWAY_TIMEOUT,
    DENIED,
    ERROR_PASSED_ON,
    NOT_STORED
  }

  private final Kind kind;
  private final int squidValue;
  private final @Nullable Fwd fwd;
  private final String text;
  private final String token = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Reason(int squidValue, String text) {
    this.kind = squidValue < 200 ? Kind.FRESH : Kind.STALE;
    this.squidValue = squidValue;
    this.fwd = squidValue < 200 ? null : forwarding(squidValue);
    this.text = text;
  }

  Reason(Fwd fwd, String text) {
    this.kind = Kind.MISS;
    this.squidValue = -1;
    this.fwd = fwd;
    this.text = text;
  }

  Reason(Kind kind, String text) {
    this.kind = kind;
    this.squidValue = -1;
    this.fwd = null;
    this.text = text;
  }

  /// What the client asked for is forwarded as `request`, what the stored response brought upon
  /// itself as `stale` (RFC 9211 §2.2).
  private static Fwd forwarding(int squidValue) {
    return switch (squidValue) {
      case 201, 202, 203 -> Fwd.REQUEST;
      default -> Fwd.STALE;
    };
  }

  public Kind kind() {
    return kind;
  }

  /// Squid's number of the refresh constant; -1 for reasons of our own.
  public int squidValue() {
    return squidValue;
  }

  /// The `fwd` parameter of Cache-Status when this reason sends the request on; null when it does
  /// not.
  public @Nullable Fwd fwd() {
    return fwd;
  }

  /// The constant in lower case with dashes, a token for Cache-Status `detail`, logs and metrics.
  public String token() {
    return token;
  }

  /// Half a sentence for people.
  public String text() {
    return text;
  }
}

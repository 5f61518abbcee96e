package dev.weir.http;

/// Why a cache forwarded a request: the values of the `fwd` parameter of Cache-Status (RFC 9211
/// §2.2).
public enum Fwd {
  /// The cache was told not to handle the request.
  BYPASS("bypass"),
  /// The method's semantics require forwarding.
  METHOD("method"),
  /// Nothing stored for the URI.
  URI_MISS("uri-miss"),
  /// Stored responses for the URI, none selected by the request's fields.
  VARY_MISS("vary-miss"),
  /// Nothing usable stored, without telling which of the two above.
  MISS("miss"),
  /// A fresh response was stored, but the request's directives forbade it.
  REQUEST("request"),
  /// The selected response was stale.
  STALE("stale"),
  /// The stored response did not hold all the ranges asked for.
  PARTIAL("partial");

  private final String token;

  Fwd(String token) {
    this.token = token;
  }

  /// The value as it stands in the field.
  public String token() {
    return token;
  }
}

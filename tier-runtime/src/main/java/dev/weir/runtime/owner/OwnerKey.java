package dev.weir.runtime.owner;

import dev.weir.http.PercentEncoding;
import java.util.Locale;

/// What of a request decides to whom its answer belongs: the canonical URI that caches store it
/// under, without the scheme. So the two schemes of a site have one owner, whoever of those who ask
/// knows by which of them the client did.
public final class OwnerKey {

  /// Stands for both schemes.
  private static final String SCHEME = "http://";

  private OwnerKey() {}

  /// The key of a request for `pathAndQuery` at `authority`, both as received.
  public static String of(String authority, String pathAndQuery) {
    String canonical = PercentEncoding.canonical(pathAndQuery);
    return SCHEME
        + withoutDefaultPort(authority.toLowerCase(Locale.ROOT))
        + (canonical.startsWith("/") ? canonical : "/" + canonical);
  }

  /// The default of either scheme.
  private static String withoutDefaultPort(String authority) {
    int colon = authority.lastIndexOf(':');
    String port = colon < 0 ? "none" : authority.substring(colon + 1);
    return switch (port) {
      case "", "80", "443" -> authority.substring(0, colon);
      default -> authority;
    };
  }
}

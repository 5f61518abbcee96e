package dev.weir.runtime.owner;

import dev.weir.http.PercentEncoding;
import java.util.Locale;

/// What of a request decides to whom its answer belongs: the canonical URI that caches store it
/// under.
public final class OwnerKey {

  private static final String SCHEME = "http://";
  private static final String DEFAULT_PORT = ":80";

  private OwnerKey() {}

  /// The key of a request for `pathAndQuery` at `authority`, both as received.
  public static String of(String authority, String pathAndQuery) {
    String lower = authority.toLowerCase(Locale.ROOT);
    String place =
        lower.endsWith(DEFAULT_PORT)
            ? lower.substring(0, lower.length() - DEFAULT_PORT.length())
            : lower;
    String canonical = PercentEncoding.canonical(pathAndQuery);
    return SCHEME + place + (canonical.startsWith("/") ? canonical : "/" + canonical);
  }
}

package dev.weir.cache.entry;

import dev.weir.http.PercentEncoding;
import java.util.Locale;

/// Primary cache key (RFC 9111 §2): the absolute target URI, scheme and host in lower case, the
/// scheme's default port dropped, an empty path made `/`, percent-encoding in one form (RFC 3986
/// §6.2.2), path and query otherwise byte for byte as received.
public record CacheKey(String uri) {

  /// Key of an absolute-form request target.
  ///
  /// @throws IllegalArgumentException when there is no scheme or no authority
  public static CacheKey of(String absoluteUri) {
    int authorityStart = absoluteUri.indexOf("://");
    if (authorityStart <= 0) {
      throw new IllegalArgumentException("not an absolute URI: " + absoluteUri);
    }
    int authorityEnd = authorityEnd(absoluteUri, authorityStart + 3);
    return of(
        absoluteUri.substring(0, authorityStart),
        absoluteUri.substring(authorityStart + 3, authorityEnd),
        absoluteUri.substring(authorityEnd));
  }

  /// Key of an origin-form request: scheme, `Host` field, path with query.
  ///
  /// @throws IllegalArgumentException when the authority is empty
  public static CacheKey of(String scheme, String authority, String pathAndQuery) {
    String lowerScheme = scheme.toLowerCase(Locale.ROOT);
    String lowerAuthority = withoutDefaultPort(lowerScheme, authority.toLowerCase(Locale.ROOT));
    if (lowerAuthority.isEmpty()) {
      throw new IllegalArgumentException("no authority in the target URI");
    }
    String canonical = PercentEncoding.canonical(pathAndQuery);
    String path = canonical.startsWith("/") ? canonical : "/" + canonical;
    return new CacheKey(lowerScheme + "://" + lowerAuthority + path);
  }

  /// Path and query, always beginning with `/`.
  public String pathAndQuery() {
    return uri.substring(pathStart());
  }

  /// Path alone, without query.
  public String path() {
    int start = pathStart();
    int query = uri.indexOf('?', start);
    return query < 0 ? uri.substring(start) : uri.substring(start, query);
  }

  /// `http` or `https`, as a rule.
  public String scheme() {
    return uri.substring(0, uri.indexOf("://"));
  }

  /// Host and port as they stand in the key.
  public String authority() {
    return uri.substring(uri.indexOf("://") + 3, pathStart());
  }

  /// Scheme, host and port: whose the resource is (RFC 9110 §4.3.1).
  public String origin() {
    return uri.substring(0, pathStart());
  }

  @Override
  public String toString() {
    return uri;
  }

  private int pathStart() {
    return authorityEnd(uri, uri.indexOf("://") + 3);
  }

  private static int authorityEnd(String uri, int from) {
    for (int i = from; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return uri.length();
  }

  private static String withoutDefaultPort(String scheme, String authority) {
    String defaultPort = scheme.equals("https") ? ":443" : ":80";
    if (authority.endsWith(defaultPort)) {
      return authority.substring(0, authority.length() - defaultPort.length());
    }
    return authority.endsWith(":") ? authority.substring(0, authority.length() - 1) : authority;
  }
}

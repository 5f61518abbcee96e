package dev.weir.cache.decide.change;

import dev.weir.cache.entry.CacheKey;
import dev.weir.http.FieldSource;
import dev.weir.http.Methods;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the answer to an unsafe request makes untrue (RFC 9111 §4.4).
public final class Invalidation {
  private Invalidation() {}

  /// The target, and what the answer names as its result on the same origin; nothing if the method
  /// is safe or the answer an error.
  public static Set<CacheKey> of(String method, CacheKey target, int status, FieldSource response) {
    if (Methods.isSafe(method) || status < 200 || status >= 400) {
      return Set.of();
    }
    Set<CacheKey> untrue = new LinkedHashSet<>();
    untrue.add(target);
    addNamed(untrue, target, response.first("location"));
    addNamed(untrue, target, response.first("content-location"));
    return untrue;
  }

  private static void addNamed(Set<CacheKey> untrue, CacheKey target, @Nullable String reference) {
    CacheKey named = named(target, reference);
    // No site may drop what belongs to another.
    if (named != null && named.origin().equals(target.origin())) {
      untrue.add(named);
    }
  }

  /// The key a reference names; null if it is none.
  static @Nullable CacheKey named(CacheKey target, @Nullable String reference) {
    if (reference == null) {
      return null;
    }
    try {
      URI resolved = new URI(target.uri()).resolve(new URI(reference.strip()));
      String scheme = resolved.getScheme();
      String authority = resolved.getRawAuthority();
      if (scheme == null || authority == null) {
        return null;
      }
      String query = resolved.getRawQuery();
      String path = resolved.getRawPath();
      return CacheKey.of(scheme, authority, query == null ? path : path + "?" + query);
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Not a reference anything could have been stored under.
      return null;
    }
  }
}

package dev.weir.cache.decide.change;

import dev.weir.cache.entry.CacheKey;
import dev.weir.http.FieldSource;
import dev.weir.http.Methods;
import java.util.LinkedHashSet;
import java.util.List;
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

  /// No site may drop what belongs to another. Browsers encode what should not stand in a URI,
  /// other clients do not: both spellings may be stored.
  private static void addNamed(Set<CacheKey> untrue, CacheKey target, @Nullable String reference) {
    if (reference == null) {
      return;
    }
    for (String spelled : List.of(reference, Reference.encoded(reference))) {
      CacheKey key = named(target, spelled);
      if (key != null && key.origin().equals(target.origin())) {
        untrue.add(key);
      }
    }
  }

  /// The key a reference names; null if it is none.
  static @Nullable CacheKey named(CacheKey target, @Nullable String reference) {
    String named = reference == null ? null : Reference.resolve(target.uri(), reference);
    try {
      return named == null ? null : CacheKey.of(named);
    } catch (IllegalArgumentException e) {
      // Nothing could have been stored under it.
      return null;
    }
  }
}

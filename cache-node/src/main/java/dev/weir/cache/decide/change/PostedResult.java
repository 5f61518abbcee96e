package dev.weir.cache.decide.change;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.FieldSource;

/// What a POST leaves behind for later GETs (RFC 9110 §9.3.3).
public final class PostedResult {
  private PostedResult() {}

  /// Whether the answer to a request is what a GET of its target would bring: one to a POST that
  /// names a lifetime, and the target as the place of its content.
  public static boolean standsForGet(
      String method, CacheKey target, FieldSource response, StoredFacts facts) {
    return method.equals("POST")
        && facts.status() == 200
        && facts.hasExplicitFreshness()
        && target.equals(Invalidation.named(target, response.first("content-location")));
  }
}

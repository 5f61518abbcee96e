package dev.weir.cache.decide;

import dev.weir.cache.entry.StoredFacts;
import java.util.Set;

/// What may be done with a response because of its status code.
final class StatusRules {
  /// Squid stores these whenever they may be fresh for a while or can be validated.
  private static final Set<Integer> SQUID_STORES = Set.of(200, 203, 300, 301, 308, 410);

  private static final Set<Integer> SQUID_STORES_IF_EXPLICIT = Set.of(302, 307);

  private static final Set<Integer> NEGATIVE =
      Set.of(204, 305, 400, 403, 404, 405, 414, 421, 500, 501, 502, 503, 504);

  /// Heuristically cacheable by RFC 9110 §15.1, but failures or empty: `negative_ttl` speaks for
  /// them, not a rule's min.
  private static final Set<Integer> GUESSED_BY_MODIFICATION_ONLY = Set.of(204, 404, 405, 414, 501);

  /// The statuses of RFC 9110 §15 whose caching requirements are met here.
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 305, 307, 308, 400, 401, 402, 403, 404,
          405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 426, 500, 501,
          502, 503, 504, 505);

  /// Answers to a condition, a range, an expectation, the fields or the sender of one request, not
  /// to what others ask.
  private static final Set<Integer> OF_ONE_REQUEST = Set.of(412, 416, 417, 428, 429, 431, 511);

  private StatusRules() {}

  /// Whether the status is about the request it answers rather than about the resource (RFC 9110
  /// §15.5.13, §15.5.17, §15.5.18; RFC 6585 §3 to §6, which forbid to store those).
  static boolean isOfOneRequest(int status) {
    return OF_ONE_REQUEST.contains(status);
  }

  static boolean squidStores(int status) {
    return SQUID_STORES.contains(status);
  }

  static boolean squidStoresIfExplicit(int status) {
    return SQUID_STORES_IF_EXPLICIT.contains(status);
  }

  /// Kept for `negative_ttl`.
  static boolean isNegative(int status) {
    return NEGATIVE.contains(status);
  }

  /// RFC 9111 §5.2.2.3
  static boolean isUnderstood(int status) {
    return UNDERSTOOD.contains(status);
  }

  /// RFC 9111 §4.2.2: heuristically cacheable, or explicitly public.
  static boolean mayGuessFromModification(StoredFacts stored) {
    return mayGuessFromRule(stored) || GUESSED_BY_MODIFICATION_ONLY.contains(stored.status());
  }

  /// Whether a rule's min may make the response fresh without Last-Modified.
  static boolean mayGuessFromRule(StoredFacts stored) {
    return SQUID_STORES.contains(stored.status()) || stored.cacheControl().isPublic();
  }
}

package dev.weir.cache.decide;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// May a stored response answer a request? (RFC 9111 §4)
public final class Reuse {
  private Reuse() {}

  /// Decides for a request and the stored response selected for it, null when there is none under
  /// its URI.
  public static CacheDecision decide(
      RequestFacts request,
      @Nullable StoredFacts stored,
      RefreshRule rule,
      CachePolicy policy,
      Instant now) {
    if (!request.isRetrieval()) {
      return new CacheDecision.Forward(Reason.METHOD);
    }
    return stored == null
        ? onMiss(request, Reason.URI_MISS)
        : withStored(request, stored, rule, policy, now);
  }

  /// Decides when nothing stored can be used, for instance because no variant matches.
  public static CacheDecision onMiss(RequestFacts request, Reason miss) {
    // RFC 9111 §5.2.1.7
    return request.directives().onlyIfCached()
        ? new CacheDecision.GatewayTimeout(Reason.ONLY_IF_CACHED_MISS)
        : new CacheDecision.Forward(miss);
  }

  /// Decides after the origin failed, or said 5xx, while the stored response was being validated
  /// (RFC 9111 §4.2.4, RFC 5861 §4).
  public static ErrorDecision onError(
      RequestFacts request, StoredFacts stored, RefreshRule rule, CachePolicy policy, Instant now) {
    Assessment assessment = unconditionally(stored, rule, policy, now);
    long staleness = assessment.stalenessSeconds();
    boolean stale = staleness >= 0;
    if (stored.has(StoredFacts.Flag.REVALIDATE_ALWAYS)
        || (stale && stored.has(StoredFacts.Flag.REVALIDATE_STALE))) {
      return new ErrorDecision.PassOn(Reason.ERROR_MUST_REVALIDATE);
    }
    if (demandsSuccessfulValidation(request, rule, policy)) {
      return new ErrorDecision.PassOn(Reason.ERROR_REQUEST_NO_CACHE);
    }
    long granted = Grants.staleIfError(stored, request, rule, policy);
    if (granted >= 0 && staleness > granted) {
      return new ErrorDecision.PassOn(Reason.ERROR_STALE_IF_ERROR_EXCEEDED);
    }
    if (staleness > Grants.maxStale(rule, policy).toSeconds()) {
      return new ErrorDecision.PassOn(Reason.ERROR_MAX_STALE_EXCEEDED);
    }
    return new ErrorDecision.ServeStale(
        Reason.STALE_ON_ERROR, assessment.age(), assessment.ttlSeconds());
  }

  /// Whether what is stored may stand in for an error of the origin, whoever asks: then the error
  /// is not to take its place.
  public static boolean outlivesErrors(
      StoredFacts stored, RefreshRule rule, CachePolicy policy, Instant now) {
    return stored.status() < 500
        && onError(RequestFacts.PLAIN_GET, stored, rule, policy, now)
            instanceof ErrorDecision.ServeStale;
  }

  private static CacheDecision withStored(
      RequestFacts request, StoredFacts stored, RefreshRule rule, CachePolicy policy, Instant now) {
    Assessment assessment = Freshness.assess(stored, request, rule, policy, now);
    Reason hit = hit(request, stored, policy, assessment);
    if (hit != null) {
      return new CacheDecision.ServeFresh(
          hit, stored.currentAge(now), ttlSeconds(assessment, request));
    }
    Reason reason = assessment.reason();
    if (mayServeWhileRevalidating(request, stored, rule, policy, assessment)) {
      return new CacheDecision.ServeStaleWhileRevalidate(
          Reason.STALE_WHILE_REVALIDATE, reason, assessment.age(), assessment.ttlSeconds());
    }
    if (request.directives().onlyIfCached()) {
      return new CacheDecision.GatewayTimeout(Reason.ONLY_IF_CACHED_STALE);
    }
    if (fetchesAnew(request, rule, policy)) {
      return new CacheDecision.Forward(Reason.STALE_FORCED_RELOAD);
    }
    return new CacheDecision.Validate(
        reason,
        staleOnError(request, stored, rule, policy, now),
        stored.currentAge(now),
        ttlSeconds(assessment, request));
  }

  private static @Nullable Reason hit(
      RequestFacts request, StoredFacts stored, CachePolicy policy, Assessment assessment) {
    if (policy.has(CachePolicy.Option.OFFLINE)) {
      return Reason.OFFLINE_HIT;
    }
    if (stored.has(StoredFacts.Flag.NEGATIVE)) {
      return isNegativeHit(request, assessment) ? Reason.NEGATIVE_HIT : null;
    }
    return assessment.isFresh() ? assessment.reason() : null;
  }

  /// An error kept for a while is used till then, whatever its fields say; only a reload is
  /// stronger.
  private static boolean isNegativeHit(RequestFacts request, Assessment assessment) {
    return assessment.stalenessSeconds() < 0 && !request.has(RequestFacts.Trait.RELOAD);
  }

  /// RFC 5861 §3: only what is merely past its lifetime, and only for a client that made no wish of
  /// its own.
  private static boolean mayServeWhileRevalidating(
      RequestFacts request,
      StoredFacts stored,
      RefreshRule rule,
      CachePolicy policy,
      Assessment assessment) {
    boolean merelyStale =
        switch (assessment.reason()) {
          case STALE_EXPIRES, STALE_MAX_RULE, STALE_LMFACTOR_RULE, STALE_DEFAULT -> true;
          default -> false;
        };
    return merelyStale
        && request.directives().minFresh() < 0
        && request.directives().maxStale() < 0
        && assessment.stalenessSeconds() <= Grants.staleWhileRevalidate(stored, rule, policy);
  }

  /// Squid answers a client's reload by a whole new fetch, whatever is stored.
  private static boolean fetchesAnew(RequestFacts request, RefreshRule rule, CachePolicy policy) {
    return policy.mode() == FreshnessMode.SQUID
        && request.has(RequestFacts.Trait.RELOAD)
        && !rule.has(RefreshRule.Option.IGNORE_RELOAD)
        && !rule.has(RefreshRule.Option.RELOAD_INTO_IMS)
        && !policy.has(CachePolicy.Option.RELOAD_INTO_IMS);
  }

  /// RFC 9111 §5.2.1.4: after `no-cache` only a validated response may be used.
  private static boolean demandsSuccessfulValidation(
      RequestFacts request, RefreshRule rule, CachePolicy policy) {
    return policy.mode() == FreshnessMode.RFC9111
        && request.has(RequestFacts.Trait.RELOAD)
        && !rule.has(RefreshRule.Option.IGNORE_RELOAD);
  }

  private static StaleOnError staleOnError(
      RequestFacts request, StoredFacts stored, RefreshRule rule, CachePolicy policy, Instant now) {
    return switch (onError(request, stored, rule, policy, now)) {
      case ErrorDecision.ServeStale _ -> StaleOnError.ALLOWED;
      case ErrorDecision.PassOn _ -> StaleOnError.FORBIDDEN;
    };
  }

  /// The wish for `min-fresh` is the client's; the ttl told is the response's.
  private static long ttlSeconds(Assessment assessment, RequestFacts request) {
    return assessment.ttlSeconds() + Math.max(0, request.directives().minFresh());
  }

  private static Assessment unconditionally(
      StoredFacts stored, RefreshRule rule, CachePolicy policy, Instant now) {
    return Freshness.assess(stored, RequestFacts.PLAIN_GET, rule, policy, now);
  }
}

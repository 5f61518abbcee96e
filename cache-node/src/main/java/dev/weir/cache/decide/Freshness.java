package dev.weir.cache.decide;

import dev.weir.cache.decide.Assessment.Basis;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.http.CacheControl;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How fresh a stored response is, and which constant of Squid's names the verdict.
///
/// First a ladder gives the staleness in seconds, -1 when fresh: the lifetime the origin named;
/// else the rule's max; else the rule's percentage of the time between Last-Modified and Date; else
/// the rule's min. Then a second ladder of demands and tolerances gives the verdict. The order of
/// both is Squid's and is the meaning of `refresh_pattern`.
///
/// RFC 9111 mode climbs the same ladders with these differences: ages count to the millisecond, and
/// a second begun past the lifetime counts as one; `min-fresh=n` is content with just n left; `min`
/// also carries responses modified a moment ago; a lifetime is guessed only where RFC 9111 §4.2.2
/// allows; a client's reload validates (§5.2.1.4) instead of fetching anew; `max-stale=n` includes
/// n (§5.2.1.2).
public final class Freshness {
  private final StoredFacts stored;
  private final RequestFacts request;
  private final RefreshRule rule;
  private final CachePolicy policy;
  private final Instant now;

  private Freshness(
      StoredFacts stored, RequestFacts request, RefreshRule rule, CachePolicy policy, Instant at) {
    this.stored = stored;
    this.request = request;
    this.rule = rule;
    this.policy = policy;
    this.now = squid(policy) ? at.truncatedTo(ChronoUnit.SECONDS) : at;
  }

  /// Judges a stored response for a request at a moment; look ahead by passing a later one.
  public static Assessment assess(
      StoredFacts stored, RequestFacts request, RefreshRule rule, CachePolicy policy, Instant at) {
    return new Freshness(stored, request, rule, policy, at).assess();
  }

  private static boolean squid(CachePolicy policy) {
    return policy.mode() == FreshnessMode.SQUID;
  }

  private Assessment assess() {
    long minFresh = request.directives().minFresh();
    Instant at = minFresh > 0 ? ahead(minFresh) : now;
    Staleness staleness = staleness(at);
    return new Assessment(
        verdict(staleness, at),
        staleness.seconds,
        staleness.basis,
        at,
        stored.currentAge(at),
        staleness.lifetime);
  }

  /// RFC 9111 §5.2.1.3: judge as if that much later. A lifetime no less than the age then is enough
  /// there, while to be fresh it must be greater (§4.2), hence the instant before.
  private Instant ahead(long minFresh) {
    Instant then = now.plusSeconds(minFresh);
    return squid(policy) ? then : then.minusNanos(1);
  }

  /// A rung of the first ladder, with the lifetime it compared.
  private record Staleness(long seconds, Basis basis, Duration lifetime) {
    boolean stale() {
      return seconds >= 0;
    }
  }

  private Staleness staleness(Instant at) {
    Duration age = stored.currentAge(at);
    Instant expiry = stored.expiry();
    if (expiry != null) {
      Duration lifetime = Duration.between(stored.timestamp(), expiry);
      long seconds = expiry.isAfter(at) ? -1 : seconds(Duration.between(expiry, at));
      return new Staleness(seconds, Basis.EXPIRY, lifetime);
    }
    return squid(policy) ? squidGuess(age) : rfc9111Guess(age);
  }

  /// Squid: past max the response is as stale as it is older than that; else with a Last-Modified
  /// before Date the percentage alone counts, else min.
  private Staleness squidGuess(Duration age) {
    if (age.compareTo(rule.max()) > 0) {
      return new Staleness(seconds(age.minus(rule.max())), Basis.MAX, rule.max());
    }
    long sinceModified = secondsSinceModified();
    return sinceModified > 0
        ? compared(age, share(sinceModified), Basis.LAST_MODIFIED)
        : compared(age, rule.min(), Basis.MIN);
  }

  /// RFC 9111 §4.2.2: a guess only for statuses that allow one; the longer of percentage and min,
  /// cut to max, so that what is stale stays so.
  private Staleness rfc9111Guess(Duration age) {
    Duration byModification = Duration.ZERO;
    Duration byRule = Duration.ZERO;
    if (StatusRules.mayGuessFromModification(stored)) {
      byModification = share(secondsSinceModified());
    }
    if (StatusRules.mayGuessFromRule(stored)) {
      byRule = rule.min();
    }
    boolean byPercentage = byModification.compareTo(byRule) > 0;
    Duration longer = byPercentage ? byModification : byRule;
    boolean cut = longer.compareTo(rule.max()) > 0;
    if (cut && age.compareTo(rule.max()) >= 0) {
      return compared(age, rule.max(), Basis.MAX);
    }
    return compared(age, cut ? rule.max() : longer, byPercentage ? Basis.LAST_MODIFIED : Basis.MIN);
  }

  private long secondsSinceModified() {
    return Math.max(0, Duration.between(stored.modificationTime(), stored.timestamp()).toSeconds());
  }

  private Duration share(long seconds) {
    return Duration.ofSeconds((long) (seconds * rule.percent()));
  }

  private Staleness compared(Duration age, Duration lifetime, Basis basis) {
    long seconds = age.compareTo(lifetime) < 0 ? -1 : seconds(age.minus(lifetime));
    // Past max the rung above decides, so a longer guess is not what the response will live.
    return new Staleness(
        seconds, basis, lifetime.compareTo(rule.max()) < 0 ? lifetime : rule.max());
  }

  /// Seconds past a lifetime. RFC 9111 speaks of no more than n seconds, so one begun counts; Squid
  /// knows whole ones only.
  private long seconds(Duration past) {
    return squid(policy) ? past.toSeconds() : past.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private Reason verdict(Staleness staleness, Instant at) {
    Reason demanded = demanded(staleness, at);
    if (demanded != null) {
      return demanded;
    }
    Reason tolerated = tolerated(staleness);
    if (tolerated != null) {
      return tolerated;
    }
    if (!staleness.stale()) {
      return freshBy(staleness.basis);
    }
    if (staleness.seconds > Grants.maxStale(rule, policy).toSeconds()) {
      return Reason.STALE_MAX_STALE;
    }
    return staleBy(staleness.basis, stored.currentAge(at));
  }

  /// Demands for validation, the origin's before the client's.
  private @Nullable Reason demanded(Staleness staleness, Instant at) {
    // RFC 9111 §5.2.2.2, §5.2.2.4, §5.2.2.8, §5.2.2.10
    if (stored.has(StoredFacts.Flag.REVALIDATE_ALWAYS)
        || (staleness.stale() && stored.has(StoredFacts.Flag.REVALIDATE_STALE))) {
      return Reason.STALE_MUST_REVALIDATE;
    }
    if (request.has(RequestFacts.Trait.IF_MODIFIED_SINCE) && refreshesIms()) {
      return Reason.STALE_FORCED_RELOAD;
    }
    if (request.has(RequestFacts.Trait.RELOAD) && !rule.has(RefreshRule.Option.IGNORE_RELOAD)) {
      return reloadsByValidation() ? Reason.STALE_RELOAD_INTO_IMS : Reason.STALE_FORCED_RELOAD;
    }
    return exceedsRequestMaxAge(staleness, at) ? Reason.STALE_EXCEEDS_REQUEST_MAX_AGE_VALUE : null;
  }

  private boolean refreshesIms() {
    return rule.has(RefreshRule.Option.REFRESH_IMS)
        || policy.has(CachePolicy.Option.REFRESH_ALL_IMS);
  }

  private boolean reloadsByValidation() {
    // RFC 9111 §5.2.1.4 asks for successful validation, not for a new copy.
    return !squid(policy)
        || rule.has(RefreshRule.Option.RELOAD_INTO_IMS)
        || policy.has(CachePolicy.Option.RELOAD_INTO_IMS);
  }

  /// RFC 9111 §5.2.1.1; zero asks for validation even in the second the response arrived. RFC 8246
  /// §2: an immutable one is exempt as long as it is fresh.
  private boolean exceedsRequestMaxAge(Staleness staleness, Instant at) {
    long maxAge = request.directives().maxAge();
    if (maxAge < 0 || (stored.cacheControl().immutable() && !staleness.stale())) {
      return false;
    }
    if (maxAge == 0) {
      return !rule.has(RefreshRule.Option.IGNORE_RELOAD);
    }
    // Squid adds min-fresh to the age first; RFC 9111 knows two separate wishes.
    return squid(policy)
        ? stored.currentAge(at).toSeconds() > maxAge
        : stored.currentAge(now).compareTo(Duration.ofSeconds(maxAge)) > 0;
  }

  /// RFC 9111 §5.2.1.2: what the client tolerates.
  private @Nullable Reason tolerated(Staleness staleness) {
    long maxStale = request.directives().maxStale();
    if (maxStale < 0 || !staleness.stale()) {
      return null;
    }
    if (maxStale == CacheControl.MAX_STALE_ANY) {
      return Reason.FRESH_REQUEST_MAX_STALE_ALL;
    }
    boolean within = squid(policy) ? staleness.seconds < maxStale : staleness.seconds <= maxStale;
    return within ? Reason.FRESH_REQUEST_MAX_STALE_VALUE : null;
  }

  private static Reason freshBy(Basis basis) {
    return switch (basis) {
      case EXPIRY -> Reason.FRESH_EXPIRES;
      case LAST_MODIFIED -> Reason.FRESH_LMFACTOR_RULE;
      case MIN -> Reason.FRESH_MIN_RULE;
      case MAX -> throw new IllegalStateException("max never makes fresh");
    };
  }

  private Reason staleBy(Basis basis, Duration age) {
    boolean young = age.compareTo(rule.min()) < 0;
    return switch (basis) {
      case EXPIRY ->
          young
                  && rule.has(RefreshRule.Option.OVERRIDE_EXPIRE)
                  && !stored.has(StoredFacts.Flag.PURGED)
              ? Reason.FRESH_OVERRIDE_EXPIRES
              : Reason.STALE_EXPIRES;
      case MAX -> Reason.STALE_MAX_RULE;
      case LAST_MODIFIED ->
          young && rule.has(RefreshRule.Option.OVERRIDE_LASTMOD)
              ? Reason.FRESH_OVERRIDE_LASTMOD
              : Reason.STALE_LMFACTOR_RULE;
      case MIN -> Reason.STALE_DEFAULT;
    };
  }
}

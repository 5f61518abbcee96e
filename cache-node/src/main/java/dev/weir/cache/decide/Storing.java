package dev.weir.cache.decide;

import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.SurrogateControl;
import dev.weir.http.FieldSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// May a response be stored? (RFC 9111 §3)
public final class Storing {
  private final RequestFacts request;
  private final FieldSource response;
  private final StoredFacts facts;
  private final RefreshRule rule;
  private final CachePolicy policy;
  private final Instant now;

  private Storing(
      RequestFacts request,
      FieldSource response,
      StoredFacts facts,
      RefreshRule rule,
      CachePolicy policy,
      Instant now) {
    this.request = request;
    this.response = response;
    this.facts = facts;
    this.rule = rule;
    this.policy = policy;
    this.now = now;
  }

  /// Decides when the head of a response is known; whether its content arrives whole is not asked
  /// here.
  public static StorageDecision decide(
      RequestFacts request,
      FieldSource response,
      StoredFacts facts,
      RefreshRule rule,
      CachePolicy policy,
      Instant now) {
    return new Storing(request, response, facts, rule, policy, now).decide();
  }

  /// Whether Squid would keep what is stored because the new response is older by Date; RFC 9111
  /// lets the origin's latest word count.
  public static boolean keepsStored(StoredFacts stored, StoredFacts candidate, CachePolicy policy) {
    Instant storedDate = stored.date();
    Instant candidateDate = candidate.date();
    return policy.mode() == FreshnessMode.SQUID
        && storedDate != null
        && candidateDate != null
        && candidateDate.isBefore(storedDate);
  }

  private StorageDecision decide() {
    Reason refusal = refusal();
    if (refusal != null) {
      return new StorageDecision.DoNotStore(refusal);
    }
    return switch (policy.mode()) {
      case SQUID -> squidByStatus();
      case RFC9111 -> rfc9111ByStatus();
    };
  }

  private @Nullable Reason refusal() {
    if (!request.method().equals("GET")) {
      return Reason.METHOD_NOT_STORED;
    }
    Reason refusal = refusedByStatusAlone();
    if (refusal == null) {
      refusal = refusedByDirectives();
    }
    if (refusal == null) {
      refusal = refusedByAuthorization();
    }
    if (refusal == null) {
      refusal = refusedByKind();
    }
    return refusal;
  }

  private @Nullable Reason refusedByStatusAlone() {
    int status = facts.status();
    if (status < 200 || status == 304) {
      return Reason.STATUS_NOT_FINAL;
    }
    if (status == 206) {
      return Reason.STATUS_PARTIAL;
    }
    return StatusRules.isOfOneRequest(status) ? Reason.STATUS_OF_ONE_REQUEST : null;
  }

  private @Nullable Reason refusedByDirectives() {
    Reason refusal = squid() ? refusedBySquidAlone() : refusedAsNotUnderstood();
    if (refusal == null) {
      refusal = refusedByNoStore();
    }
    if (refusal != null) {
      return refusal;
    }
    return isPrivate() && !rule.has(RefreshRule.Option.IGNORE_PRIVATE)
        ? Reason.RESPONSE_PRIVATE
        : null;
  }

  private @Nullable Reason refusedBySquidAlone() {
    if (surrogateNoStore()) {
      return Reason.SURROGATE_NO_STORE;
    }
    return facts.cacheControl().noCacheFields().isEmpty() ? null : Reason.RESPONSE_NO_CACHE_FIELDS;
  }

  /// RFC 9111 §5.2.2.3
  private @Nullable Reason refusedAsNotUnderstood() {
    return facts.cacheControl().mustUnderstand() && !StatusRules.isUnderstood(facts.status())
        ? Reason.STATUS_NOT_UNDERSTOOD
        : null;
  }

  private @Nullable Reason refusedByNoStore() {
    if (rule.has(RefreshRule.Option.IGNORE_NO_STORE)) {
      return null;
    }
    // RFC 9111 §5.2.1.5
    if (request.directives().noStore()) {
      return Reason.REQUEST_NO_STORE;
    }
    // RFC 9111 §5.2.2.5; must-understand overrides it for those who do (§5.2.2.3).
    boolean overridden = !squid() && facts.cacheControl().mustUnderstand();
    return facts.cacheControl().noStore() && !overridden ? Reason.RESPONSE_NO_STORE : null;
  }

  private boolean surrogateNoStore() {
    var surrogate = SurrogateControl.of(response);
    return surrogate != null && surrogate.noStore();
  }

  /// RFC 9111 §5.2.2.7: with field names only those fields are private; Squid makes no difference.
  private boolean isPrivate() {
    return facts.cacheControl().isPrivate()
        || (squid() && !facts.cacheControl().privateFields().isEmpty());
  }

  /// RFC 9111 §3.5; Squid also takes a plain no-cache for leave.
  private @Nullable Reason refusedByAuthorization() {
    if (!request.has(RequestFacts.Trait.AUTHORIZATION)) {
      return null;
    }
    var directives = facts.cacheControl();
    boolean allowed =
        directives.isPublic()
            || directives.mustRevalidate()
            || directives.sMaxage() >= 0
            || (squid() && directives.noCache());
    return allowed ? null : Reason.AUTHORIZATION;
  }

  private @Nullable Reason refusedByKind() {
    String type = response.first("content-type");
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/x-mixed-replace")) {
      return Reason.MULTIPART_REPLACE;
    }
    // RFC 9111 §4.1: it would never be selected.
    return !squid() && variesOnEverything() ? Reason.VARY_STAR : null;
  }

  private boolean variesOnEverything() {
    return SelectingFields.namesIn(response).contains("*");
  }

  private StorageDecision squidByStatus() {
    int status = facts.status();
    if (StatusRules.squidStores(status)) {
      return squidRefreshable() ? guarded(facts) : refused(Reason.NOT_REUSABLE);
    }
    if (StatusRules.squidStoresIfExplicit(status)) {
      Instant expiry = facts.expiry();
      boolean later = facts.date() != null && expiry != null && expiry.isAfter(facts.timestamp());
      return later ? guarded(facts) : refused(Reason.STATUS_NOT_STORED);
    }
    return isNegative() ? guarded(negative()) : refused(Reason.STATUS_NOT_STORED);
  }

  /// Squid: fresh a little later, or not empty, since the time of generation serves as validator.
  private boolean squidRefreshable() {
    Instant ahead = now.plus(policy.minimumExpiryTime());
    return assess(facts, ahead).isFresh() || !"0".equals(response.first("content-length"));
  }

  private StorageDecision rfc9111ByStatus() {
    // RFC 9111 §3: explicit freshness makes every final status storable.
    if (facts.hasExplicitFreshness() || mayGuess()) {
      return isReusable() ? guarded(facts) : refused(Reason.NOT_REUSABLE);
    }
    return isNegative() ? guarded(negative()) : refused(Reason.STATUS_NOT_STORED);
  }

  private boolean mayGuess() {
    return StatusRules.mayGuessFromRule(facts)
        || (StatusRules.mayGuessFromModification(facts) && facts.lastModified() != null);
  }

  /// Whether there will be a request it can answer: fresh, validated, or stale where that is
  /// granted.
  private boolean isReusable() {
    if (facts.hasValidator() || rule.has(RefreshRule.Option.STORE_STALE)) {
      return true;
    }
    if (facts.has(StoredFacts.Flag.REVALIDATE_ALWAYS)) {
      return false;
    }
    Assessment assessment = assess(facts, now);
    return assessment.stalenessSeconds() < 0
        || assessment.isFresh()
        || Grants.staleWhileRevalidate(facts, rule, policy) > 0
        || Grants.staleIfError(facts, request, rule, policy) > 0;
  }

  private boolean isNegative() {
    return StatusRules.isNegative(facts.status()) && policy.negativeTtl().isPositive();
  }

  private StoredFacts negative() {
    Instant expiry = facts.expiry();
    return facts.negativeUntil(expiry == null ? now.plus(policy.negativeTtl()) : expiry);
  }

  private StorageDecision guarded(StoredFacts kept) {
    Reason refusal =
        policy.has(CachePolicy.Option.PERSONAL_PAGE_GUARD)
            ? PersonalPageGuard.refusal(request, response, facts, rule)
            : null;
    return refusal == null
        ? new StorageDecision.Store(assess(kept, now).reason(), kept, omittedFields())
        : refused(refusal);
  }

  /// RFC 9111 §5.2.2.4, §5.2.2.7: fields named there are not part of what is shared. Nor is a
  /// cookie, unless the origin named a lifetime: then the response is for everybody as it is
  /// (§7.3). Squid takes Set-Cookie out of every hit.
  private Set<String> omittedFields() {
    Set<String> names = new HashSet<>();
    if (squid() || !facts.hasExplicitFreshness()) {
      names.add("set-cookie");
      names.add("set-cookie2");
    }
    facts.cacheControl().noCacheFields().forEach(name -> names.add(lower(name)));
    facts.cacheControl().privateFields().forEach(name -> names.add(lower(name)));
    return names;
  }

  private Assessment assess(StoredFacts kept, Instant at) {
    return Freshness.assess(kept, RequestFacts.PLAIN_GET, rule, policy, at);
  }

  private boolean squid() {
    return policy.mode() == FreshnessMode.SQUID;
  }

  private static StorageDecision refused(Reason reason) {
    return new StorageDecision.DoNotStore(reason);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

package dev.weir.cache.lookup;

import dev.weir.cache.decide.Assessment;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Freshness;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// What the store lets the node say to a sibling that asks for a URL: HIT for what will still be
/// fresh when the sibling comes for it.
///
/// ICP carries no request fields. One of our own nodes may say which variant it wants; for others a
/// response that varies counts as long as those who come for it find what they want.
public final class SiblingAnswers implements IcpAnswers {

  /// Squid looks so far ahead, whatever the lifetime.
  private static final Duration SQUID_LOOK_AHEAD = Duration.ofSeconds(30);

  /// Of short lifetimes only this part, or nothing short-lived would ever be shared.
  private static final int LOOK_AHEAD_PERCENT = 20;

  private final ResponseStore store;
  private final Supplier<CachePolicy> inForce;
  private final VariantPromises promises;
  private final InstantSource clock;

  /// Over a store, judging by the policy that is in force at the time.
  public SiblingAnswers(
      ResponseStore store,
      Supplier<CachePolicy> inForce,
      VariantPromises promises,
      InstantSource clock) {
    this.store = store;
    this.inForce = inForce;
    this.promises = promises;
    this.clock = clock;
  }

  @Override
  public Answer answer(CacheKey key) {
    return answer(key, SelectingFields.ANY_VARIANT);
  }

  @Override
  public Answer answer(CacheKey asked, int wanted) {
    CacheKey key = inForce.get().keys().normalise(asked);
    Variants variants = store.peek(key);
    if (variants == null ? isReadyOnDisk(key) : isReady(key, variants, wanted)) {
      return Answer.HIT;
    }
    // While loading, what is not known yet may be there all the same; a sibling that comes for what
    // we have not would only wait for us to fetch it.
    return store.isLoading() ? Answer.MISS_NOFETCH : Answer.MISS;
  }

  private boolean isReady(CacheKey key, Variants variants, int wanted) {
    RefreshRule rule = inForce.get().ruleFor(key);
    return variants.all().stream()
        .map(Variant::response)
        .anyMatch(
            each -> willBeFresh(each.facts(), rule) && isPromised(key, each.selecting(), wanted));
  }

  /// Of what varies and is on disk only, it is not known without waiting which variant it is.
  private boolean isReadyOnDisk(CacheKey key) {
    List<StoredFacts> known = store.glimpse(key);
    return !known.isEmpty()
        && known.stream().anyMatch(facts -> willBeFresh(facts, inForce.get().ruleFor(key)));
  }

  private boolean isPromised(CacheKey key, SelectingFields selecting, int wanted) {
    if (selecting.names().isEmpty()) {
      return true;
    }
    if (wanted != SelectingFields.ANY_VARIANT) {
      return selecting.fingerprint() == wanted;
    }
    if (selecting.matchesNothing() || !promises.areKept(key, clock.instant())) {
      return false;
    }
    promises.made(key);
    return true;
  }

  private boolean willBeFresh(StoredFacts facts, RefreshRule rule) {
    Instant now = clock.instant();
    Assessment today = assess(facts, rule, now);
    return today.isFresh() && assess(facts, rule, now.plus(lookAhead(today))).isFresh();
  }

  private Duration lookAhead(Assessment today) {
    Duration lifetime = today.lifetime();
    if (inForce.get().mode() == FreshnessMode.SQUID || lifetime == null) {
      return SQUID_LOOK_AHEAD;
    }
    Duration share = lifetime.multipliedBy(LOOK_AHEAD_PERCENT).dividedBy(100);
    return share.compareTo(SQUID_LOOK_AHEAD) < 0 ? share : SQUID_LOOK_AHEAD;
  }

  private Assessment assess(StoredFacts facts, RefreshRule rule, Instant at) {
    return Freshness.assess(facts, RequestFacts.PLAIN_GET, rule, inForce.get(), at);
  }
}

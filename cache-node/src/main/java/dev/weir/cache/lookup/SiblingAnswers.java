package dev.weir.cache.lookup;

import dev.weir.cache.decide.Assessment;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Freshness;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.peer.icp.IcpAnswers;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What the store lets the node say to a sibling that asks for a URL: HIT for what will still be
/// fresh when the sibling comes for it. ICP carries no request fields, so any variant counts.
public final class SiblingAnswers implements IcpAnswers {

  /// Squid looks so far ahead, whatever the lifetime.
  private static final Duration SQUID_LOOK_AHEAD = Duration.ofSeconds(30);

  /// Of short lifetimes only this part, or nothing short-lived would ever be shared.
  private static final int LOOK_AHEAD_PERCENT = 20;

  private final ResponseStore store;
  private final CachePolicy policy;
  private final InstantSource clock;

  /// Over a store.
  public SiblingAnswers(ResponseStore store, CachePolicy policy, InstantSource clock) {
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Answer answer(CacheKey asked) {
    CacheKey key = policy.keys().normalise(asked);
    Variants variants = store.peek(key);
    List<StoredFacts> known =
        variants == null
            ? store.glimpse(key)
            : variants.all().stream().map(variant -> variant.response().facts()).toList();
    if (!known.isEmpty()) {
      RefreshRule rule = policy.ruleFor(key);
      for (StoredFacts facts : known) {
        if (willBeFresh(facts, rule)) {
          return Answer.HIT;
        }
      }
    }
    // While loading, what is not known yet may be there all the same; a sibling that comes for what
    // we have not would only wait for us to fetch it.
    return store.isLoading() ? Answer.MISS_NOFETCH : Answer.MISS;
  }

  private boolean willBeFresh(StoredFacts facts, RefreshRule rule) {
    Instant now = clock.instant();
    Assessment today = assess(facts, rule, now);
    return today.isFresh() && assess(facts, rule, now.plus(lookAhead(today))).isFresh();
  }

  private Duration lookAhead(Assessment today) {
    Duration lifetime = today.lifetime();
    if (policy.mode() == FreshnessMode.SQUID || lifetime == null) {
      return SQUID_LOOK_AHEAD;
    }
    Duration share = lifetime.multipliedBy(LOOK_AHEAD_PERCENT).dividedBy(100);
    return share.compareTo(SQUID_LOOK_AHEAD) < 0 ? share : SQUID_LOOK_AHEAD;
  }

  private Assessment assess(StoredFacts facts, RefreshRule rule, Instant at) {
    return Freshness.assess(facts, RequestFacts.PLAIN_GET, rule, policy, at);
  }
}

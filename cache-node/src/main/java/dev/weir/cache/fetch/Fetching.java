package dev.weir.cache.fetch;

import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.download.DownloadLimits;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.route.Reach;
import dev.weir.cache.store.ResponseStore;
import java.time.InstantSource;
import java.util.function.Predicate;

/// Fetches what the store cannot answer, once for all who ask for the same at the same time (RFC
/// 9111 §4: collapsed requests).
public final class Fetching {

  private final Forwarding forwarding;
  private final Lookup lookup;
  private final Collapsing collapsing;
  private final FetchContext context;

  /// Whether clients may share a fetch.
  public enum Collapsing {
    ON,
    OFF
  }

  /// Over a store and the way upstream.
  public Fetching(
      Forwarding forwarding,
      ResponseStore store,
      CachePolicy policy,
      Collapsing collapsing,
      DownloadLimits limits,
      InstantSource clock) {
    this.forwarding = forwarding;
    this.lookup = new Lookup(store);
    this.collapsing = collapsing;
    this.context =
        new FetchContext(
            new Keeping(
                store,
                policy,
                new Keeping.Sizes(limits.leastKeepBytes(), limits.largestBytes()),
                clock),
            new Sharing(policy, clock),
            new Uncollapsible(clock),
            limits,
            clock,
            this::start);
  }

  private Fetching(Fetching other, CachePolicy policy) {
    this.forwarding = other.forwarding;
    this.lookup = other.lookup;
    this.collapsing = other.collapsing;
    this.context = other.context.judgingBy(policy);
  }

  /// The same fetches under way; those begun through what this returns are judged by another
  /// policy, to their end.
  public Fetching judgingBy(CachePolicy policy) {
    return new Fetching(this, policy);
  }

  /// Gets an answer for `waiter`: the one somebody is fetching already, or one of its own that
  /// others may join.
  public void fetch(Waiter waiter, Purpose purpose) {
    if (!mayShare(waiter.ask(), purpose)) {
      fetchAlone(waiter, purpose);
      return;
    }
    FetchKey key = keyOf(waiter.ask());
    Fetch mine = new Fetch(waiter.ask(), purpose, key, waiter, context);
    Fetch running = context.joinable().putIfAbsent(key, mine);
    if (running == null || takesOver(mine, running, key)) {
      lead(mine, waiter);
    } else if (!running.join(waiter)) {
      fetchAlone(waiter, purpose);
    }
  }

  /// Nobody joins a fetch any more that has been waiting for its answer for too long.
  private boolean takesOver(Fetch mine, Fetch running, FetchKey key) {
    if (!running.isOverdue() || !context.joinable().replace(key, running, mine)) {
      return false;
    }
    mine.follow(running);
    return true;
  }

  /// Between looking into the store and beginning to fetch, another fetch may have ended.
  private void lead(Fetch mine, Waiter waiter) {
    if (waiter.findsStored()) {
      mine.withdraw();
    } else {
      start(mine);
    }
  }

  /// Gets an answer for `waiter` that nobody else may join, though it may be stored.
  public void fetchAlone(Waiter waiter, Purpose purpose) {
    start(new Fetch(waiter.ask(), purpose, null, waiter, context));
  }

  /// Takes over an answer that came to a request passed through, if GETs may be answered with it
  /// later: its content goes to the store and to `waiter`, who hears of it before this returns.
  /// Says whether it did.
  ///
  /// @param passed the request as it was made; `waiter` asks the same as a GET
  public boolean adopt(Ask passed, Waiter waiter, Answer answer) {
    if (!context.keeping().standsForGet(passed, answer)) {
      return false;
    }
    Fetch fetch = new Fetch(waiter.ask(), Purpose.AS_ASKED, null, waiter, context);
    context.running().add(fetch);
    fetch.onAnswer(answer);
    return true;
  }

  /// Validates a stored response for its own sake, not as the client did that found it stale;
  /// without effect while somebody is fetching it.
  public void revalidate(Ask ask, StoredResponse stored) {
    Ask own = ask.asOwn(stored.selecting().names());
    Purpose purpose = new Purpose.Validate(stored);
    FetchKey key = keyOf(own);
    Fetch mine = new Fetch(own, purpose, key, null, context);
    var list = mayShare(own, purpose) ? context.joinable() : context.behind();
    if (list.putIfAbsent(key, mine) == null) {
      start(mine);
    }
  }

  /// What is stored under `key` has been changed by somebody: nothing asked for before may be
  /// stored any more.
  public void overtaken(CacheKey key) {
    overtaken(key::equals);
  }

  /// The same for all keys that `changed` accepts.
  public void overtaken(Predicate<CacheKey> changed) {
    for (Fetch fetch : context.running()) {
      if (changed.test(fetch.ask().key())) {
        fetch.overtake();
        context.unlist(fetch);
      }
    }
  }

  /// Fetches under way.
  public int running() {
    return context.running().size();
  }

  /// Clients waiting for the head of an answer.
  public int waiting() {
    return context.running().stream().mapToInt(Fetch::waiting).sum();
  }

  private void start(Fetch fetch) {
    context.running().add(fetch);
    forwarding.send(fetch.ask(), fetch.purpose(), reach(fetch), fetch);
  }

  /// A copy of ours that needs something is not helped by one of theirs.
  private static Reach reach(Fetch fetch) {
    return fetch.purpose() instanceof Purpose.Validate
            || fetch.purpose() instanceof Purpose.Complete
        ? Reach.PARENTS
        : Reach.CLUSTER;
  }

  private boolean mayShare(Ask ask, Purpose purpose) {
    return collapsing == Collapsing.ON
        && isForWhole(purpose)
        && !ask.facts().has(RequestFacts.Trait.AUTHORIZATION)
        && !ask.facts().directives().noStore()
        && context.collapses(ask.key());
  }

  private static boolean isForWhole(Purpose purpose) {
    return switch (purpose) {
      case Purpose.Whole _, Purpose.Validate _, Purpose.Choose _ -> true;
      case Purpose.Complete complete -> isForWhole(complete.otherwise());
      case Purpose.AsAsked _ -> false;
    };
  }

  private FetchKey keyOf(Ask ask) {
    return new FetchKey(ask.key(), lookup.guess(ask.key(), ask.fields()));
  }
}

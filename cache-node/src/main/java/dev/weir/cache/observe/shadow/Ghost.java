package dev.weir.cache.observe.shadow;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.ErrorDecision;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.decide.Storing;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.observe.shadow.Sighting.Keeping;
import dev.weir.cache.observe.shadow.Sighting.Live;
import dev.weir.http.FieldLine;
import dev.weir.http.FieldSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One key as the candidate sees it: the facts of the response it would have stored, without the
/// response. What is done with them is what [Reuse] and [Storing] say.
final class Ghost {

  private final RefreshRule rule;
  private final CachePolicy policy;
  private final Holding live;
  private final Holding candidate;
  private @Nullable StoredFacts facts;
  private Instant heardAt = Instant.MIN;
  private long version;
  private boolean isNew = true;
  private boolean liveHolds;
  private Instant liveHeldSince = Instant.MIN;
  private boolean liveRefreshes;
  private boolean setsCookie;

  Ghost(RefreshRule rule, CachePolicy policy, Tally live, Tally candidate) {
    this.rule = rule;
    this.policy = policy;
    this.live = new Holding(live);
    this.candidate = new Holding(candidate);
  }

  /// Books a request for both sides.
  void see(Sighting seen) {
    boolean heardNow = hear(seen);
    adopt(seen);
    live.tally().request(seen.octets());
    candidate.tally().request(seen.octets());
    byLive(seen, heardNow);
    byCandidate(seen, heardNow);
    isNew = false;
  }

  /// What the answer tells about the version at the origin; says whether that is of this moment.
  private boolean hear(Sighting seen) {
    StoredFacts said = seen.said();
    if (said == null || seen.version() == 0 || said.status() >= 500) {
      return false;
    }
    boolean news = seen.isNews();
    if (!news && !said.timestamp().isAfter(heardAt)) {
      return false;
    }
    boolean first = heardAt.equals(Instant.MIN);
    heardAt = said.timestamp();
    if (first || seen.version() == version) {
      live.settleUnchanged(seen.version());
      candidate.settleUnchanged(seen.version());
    } else {
      live.settleChanged();
      candidate.settleChanged();
    }
    version = seen.version();
    return news;
  }

  /// The candidate begins with what the node holds, and has lost what the node has lost: for room,
  /// or because it was purged.
  private void adopt(Sighting seen) {
    boolean fromStore = seen.live() == Live.HIT || seen.live() == Live.STALE_MEANWHILE;
    StoredFacts said = seen.said();
    if (isNew && fromStore && said != null) {
      keep(seen, said);
      candidate.holds(version);
    } else if (seen.live() == Live.MISSED && liveHolds && isLater(said)) {
      facts = null;
    }
  }

  /// Exchanges may end in another order than they began: a miss may be told of after a hit for what
  /// it brought.
  private boolean isLater(@Nullable StoredFacts said) {
    return said == null || said.timestamp().isAfter(liveHeldSince);
  }

  private void byLive(Sighting seen, boolean heardNow) {
    Tally tally = live.tally();
    boolean refreshesBefore = liveRefreshes;
    liveRefreshes = seen.live() == Live.STALE_MEANWHILE;
    switch (seen.live()) {
      case HIT -> tally.hit(seen.octets());
      case STALE_MEANWHILE -> {
        tally.hit(seen.octets());
        tally.onPurpose();
        if (!refreshesBefore) {
          tally.asked();
        }
      }
      case STALE_ON_ERROR -> {
        tally.asked();
        tally.onPurpose();
      }
      case VALIDATED, MISSED, FROM_SIBLING -> tally.asked();
      case JOINED, REFUSED -> {}
    }
    StoredFacts said = seen.said();
    if (said == null) {
      return;
    }
    live.holds(seen.version() == 0 ? version : seen.version());
    liveHolds = seen.kept() == Keeping.STORED;
    liveHeldSince = said.timestamp();
    switch (seen.live()) {
      case HIT, STALE_MEANWHILE, STALE_ON_ERROR -> live.answered(version, heardNow);
      case VALIDATED, MISSED, FROM_SIBLING, JOINED, REFUSED -> {}
    }
  }

  private void byCandidate(Sighting seen, boolean heardNow) {
    if (seen.live() == Live.JOINED && wasAbsentAt(seen.at())) {
      return; // it would have joined that fetch, too
    }
    Tally tally = candidate.tally();
    switch (Reuse.decide(seen.request(), facts, rule, policy, seen.at())) {
      case CacheDecision.ServeFresh _ -> {
        tally.hit(seen.octets());
        candidate.answered(version, heardNow);
      }
      case CacheDecision.ServeStaleWhileRevalidate _ -> {
        tally.hit(seen.octets());
        tally.onPurpose();
        candidate.answered(version, heardNow);
        ask(seen);
      }
      case CacheDecision.Validate _ when seen.isFailure() -> failed(seen, heardNow);
      case CacheDecision.Validate _ -> ask(seen);
      case CacheDecision.Forward _ -> ask(seen);
      case CacheDecision.GatewayTimeout _ -> {} // nobody is asked
    }
  }

  private boolean wasAbsentAt(Instant arrival) {
    return facts != null && !facts.responseTime().isBefore(arrival);
  }

  private void failed(Sighting seen, boolean heardNow) {
    StoredFacts held = facts;
    candidate.tally().asked();
    if (held != null
        && Reuse.onError(seen.request(), held, rule, policy, seen.at())
            instanceof ErrorDecision.ServeStale) {
      candidate.tally().onPurpose();
      candidate.answered(version, heardNow);
    }
  }

  /// The candidate asks upstream, and gets what the rules in force got, or what they hold.
  private void ask(Sighting seen) {
    candidate.tally().asked();
    StoredFacts said = seen.said();
    if (said == null || (seen.isFailure() && facts != null)) {
      return;
    }
    boolean mayKeep = seen.request().method().equals("GET") || facts != null;
    if (seen.isNews() || seen.live() == Live.FROM_SIBLING) {
      candidate.holds(seen.version() == 0 ? version : seen.version());
      keep(seen, mayKeep ? said : null);
    } else {
      candidate.holdsUnheard();
      keep(seen, mayKeep ? Refetched.at(said, seen.at()) : null);
    }
  }

  private void keep(Sighting seen, @Nullable StoredFacts said) {
    FieldSource fields = seen.fields();
    if (said == null || fields == null || seen.kept() == Keeping.IMPOSSIBLE) {
      facts = null;
      return;
    }
    boolean fresh = seen.isNews();
    setsCookie = fresh ? fields.contains("set-cookie") : setsCookie;
    RequestFacts request =
        new RequestFacts("GET", seen.request().directives(), seen.request().traits());
    facts =
        Storing.decide(
                    request,
                    setsCookie && !fresh ? new WithCookie(fields) : fields,
                    said,
                    rule,
                    policy,
                    said.responseTime())
                instanceof StorageDecision.Store store
            ? Refetched.slim(store.facts())
            : null;
  }

  /// Fields of a stored response with the cookie it was stored without.
  private record WithCookie(FieldSource stored) implements FieldSource {

    private static final String NAME = "set-cookie";
    private static final FieldLine COOKIE = new FieldLine(NAME, "-");

    @Override
    public List<String> lines(String name) {
      List<String> lines = new ArrayList<>(stored.lines(name));
      if (name.equalsIgnoreCase(NAME)) {
        lines.add(COOKIE.value());
      }
      return lines;
    }

    @Override
    public @Nullable String first(String name) {
      return name.equalsIgnoreCase(NAME) ? COOKIE.value() : stored.first(name);
    }
  }
}

package dev.weir.workbench.tune.replay;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.ErrorDecision;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.decide.Storing;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.store.RoomRehearsal;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.Sighting.Verb;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One rule set at work on the requests of a log: what [Reuse] and [Storing] say is done, to
/// metadata alone.
final class Rehearsal {

  /// What a stored response costs beside its content: fields, key and objects.
  private static final long OVERHEAD_OCTETS = 1024;

  private final RuleSet rules;
  private final @Nullable RoomRehearsal<Slot> room;
  private final IdentityHashMap<RefreshRule, Tally> tallies = new IdentityHashMap<>();
  private final Tally pages = new Tally();
  private final Minutes originMinutes = new Minutes();

  /// @param cacheBytes room of the store; [Long#MAX_VALUE] for no bound
  Rehearsal(RuleSet rules, long cacheBytes) {
    this.rules = rules;
    this.room = cacheBytes == Long.MAX_VALUE ? null : new RoomRehearsal<>(cacheBytes, Slot::clear);
    rules.policy().rules().forEach(rule -> tallies.put(rule, new Tally()));
    tallies.put(RefreshRule.BUILT_IN, new Tally());
  }

  RuleSet rules() {
    return rules;
  }

  Slot slotFor(CacheKey key) {
    RefreshRule rule = rules.policy().ruleFor(key);
    Tally tally = tallies.get(rule);
    if (tally == null) {
      throw new IllegalStateException("a rule that is not of its rule set: " + rule.name());
    }
    return new Slot(rule, tally);
  }

  /// Does with a request what the node would have done.
  void request(
      Sighting line, Resource resource, Slot slot, Standing standing, OriginAnswer answer) {
    slot.tally.request(line.bytes(), line.weight());
    boolean page = isPage(line);
    if (page) {
      pages.request(line.bytes(), line.weight());
    }
    if (line.verb() == Verb.UNSAFE || line.verb() == Verb.OTHER_SAFE) {
      origin(line, slot, line.bytes());
      invalidate(line, slot);
      return;
    }
    RequestFacts request = answer.request();
    switch (Reuse.decide(request, slot.facts(), slot.rule, rules.policy(), answer.at())) {
      case CacheDecision.ServeFresh _ -> hit(line, resource, slot, standing);
      case CacheDecision.ServeStaleWhileRevalidate _ -> {
        hit(line, resource, slot, standing);
        slot.tally.staleOnPurpose(line.weight());
        validate(line, resource, slot, standing, answer);
      }
      case CacheDecision.Validate _ when answer.status() >= 500 ->
          failed(line, resource, slot, standing, answer);
      case CacheDecision.Validate _ -> validate(line, resource, slot, standing, answer);
      case CacheDecision.Forward _ -> fetch(line, slot, standing, answer, resource);
      case CacheDecision.GatewayTimeout _ -> {} // answered 504, nobody is asked
    }
  }

  /// What readers ask for and get: the measure that compares with figures of others.
  private static boolean isPage(Sighting line) {
    return line.verb() == Verb.GET && (line.status() == 200 || line.status() == 304);
  }

  private void hit(Sighting line, Resource resource, Slot slot, Standing standing) {
    slot.tally.hit(line.bytes(), line.weight());
    slot.served(resource.truth(), standing, line.weight());
    if (isPage(line)) {
      pages.hit(line.bytes(), line.weight());
    }
    RoomRehearsal.Place<Slot> place = slot.place();
    if (place != null) {
      place.use();
    }
  }

  private void origin(Sighting line, Slot slot, long octets) {
    slot.tally.origin(octets, line.weight());
    slot.countOriginRequest(line.weight());
    originMinutes.add(line.atMillis(), line.weight());
  }

  /// RFC 9111 §4.4: what an unsafe request that went well was about is not true any more.
  private void invalidate(Sighting line, Slot slot) {
    if (line.verb() == Verb.UNSAFE && line.status() >= 200 && line.status() < 400) {
      forget(slot);
    }
  }

  private void validate(
      Sighting line, Resource resource, Slot slot, Standing standing, OriginAnswer answer) {
    StoredFacts stored = slot.facts();
    boolean validatable = stored != null && (stored.hasValidator() || answer.hasValidator());
    boolean notModified = validatable && slot.isCurrent(resource.truth(), standing);
    origin(line, slot, notModified ? 0 : answer.bytes());
    if (notModified) {
      slot.tally.validated(line.weight());
    }
    keep(line, resource, slot, standing, answer);
  }

  /// The origin failed while it was to validate.
  private void failed(
      Sighting line, Resource resource, Slot slot, Standing standing, OriginAnswer answer) {
    StoredFacts stored = slot.facts();
    origin(line, slot, line.bytes());
    if (stored != null
        && Reuse.onError(answer.request(), stored, slot.rule, rules.policy(), answer.at())
            instanceof ErrorDecision.ServeStale) {
      slot.served(resource.truth(), standing, line.weight());
      slot.tally.staleOnPurpose(line.weight());
    }
  }

  private void fetch(
      Sighting line, Slot slot, Standing standing, OriginAnswer answer, Resource resource) {
    boolean whole = line.verb() == Verb.GET && line.status() != 206;
    origin(line, slot, whole ? answer.bytes() : line.bytes());
    if (whole) {
      keep(line, resource, slot, standing, answer);
    }
  }

  private void keep(
      Sighting line, Resource resource, Slot slot, Standing standing, OriginAnswer answer) {
    if (answer.status() == 206 || answer.status() == 416 || answer.status() == 412) {
      return;
    }
    StorageDecision decision =
        Storing.decide(
            resource.plain(false).equals(answer.request()) ? answer.request() : asGet(answer),
            answer.fields(),
            answer.facts(rules.policy().interpretation()),
            slot.rule,
            rules.policy(),
            answer.at());
    switch (decision) {
      case StorageDecision.Store store when answer.bytes() <= rules.largestBytes() -> {
        slot.store(store.facts(), resource.truth().version(), standing);
        takeRoom(slot, resource, answer.bytes() + OVERHEAD_OCTETS);
      }
      case StorageDecision.Store _ -> {
        slot.tally.refused(Reason.TOO_LARGE, line.weight());
        forget(slot);
      }
      case StorageDecision.DoNotStore(var reason) -> {
        slot.tally.refused(reason, line.weight());
        forget(slot);
      }
    }
  }

  /// Whatever brings a whole answer is a GET upstream.
  private static RequestFacts asGet(OriginAnswer answer) {
    RequestFacts request = answer.request();
    return new RequestFacts("GET", request.directives(), request.traits());
  }

  private void takeRoom(Slot slot, Resource resource, long octets) {
    if (room == null) {
      return;
    }
    RoomRehearsal.Place<Slot> before = slot.place();
    if (before != null) {
      room.release(before);
    }
    slot.occupy(room.take(slot, resource.key(), octets));
  }

  private void forget(Slot slot) {
    RoomRehearsal.Place<Slot> place = slot.place();
    if (room != null && place != null) {
      room.release(place);
    }
    slot.clear();
  }

  /// A resource is not followed any further.
  void drop(Resource resource, int ruleSet) {
    forget(resource.slot(ruleSet));
  }

  RuleSetResult result() {
    Map<String, RuleResult> perRule = new LinkedHashMap<>();
    for (RefreshRule rule : rules.policy().rules()) {
      perRule.put(rule.position() + rule.name(), RuleResult.of(rule, figures(rule)));
    }
    Figures builtIn = figures(RefreshRule.BUILT_IN);
    if (builtIn.requests() > 0) {
      perRule.put("built in", RuleResult.of(RefreshRule.BUILT_IN, builtIn));
    }
    return new RuleSetResult(
        rules.name(),
        perRule.values().stream().map(RuleResult::figures).reduce(Figures.ZERO, Figures::plus),
        pages.figures(),
        List.copyOf(perRule.values()),
        new Timeline(originMinutes.startMillis(), originMinutes.counts()));
  }

  private Figures figures(RefreshRule rule) {
    Tally tally = tallies.get(rule);
    return tally == null ? Figures.ZERO : tally.figures();
  }
}

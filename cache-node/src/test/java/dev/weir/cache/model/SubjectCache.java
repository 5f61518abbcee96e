package dev.weir.cache.model;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.ErrorDecision;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.decide.Storing;
import dev.weir.cache.decide.Validators;
import dev.weir.cache.decide.change.Freshening;
import dev.weir.cache.decide.change.Invalidation;
import dev.weir.cache.decide.change.RefusalEffect;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.model.Step.Conduct;
import dev.weir.cache.model.Step.Kind;
import dev.weir.cache.model.Step.Mood;
import dev.weir.http.FieldLine;
import dev.weir.http.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The decisions of the cache node over a map, one request at a time: the least there must be
/// around them to make a cache.
final class SubjectCache {
  private static final Set<String> NOT_STORED = Set.of("age");

  private final CachePolicy policy;
  private final RefreshRule rule;
  private final Map<CacheKey, List<StoredResponse>> stored = new HashMap<>();

  SubjectCache(Contract contract) {
    this.policy = contract.policy();
    this.rule = contract.rule();
  }

  /// A client's request while it is dealt with.
  private record Case(Step step, CacheKey key, Fields request, List<String> asked) {
    static Case of(Step step) {
      Step.Ask ask = step.ask();
      return new Case(
          step, CacheKey.of(ask.uri()), SubjectCache.fields(ask.headers()), new ArrayList<>());
    }

    Case ofNobody() {
      return new Case(
          step, key, request.without("Authorization", "Cookie", "Cache-Control", "Pragma"), asked);
    }

    RequestFacts facts(String method) {
      return RequestFacts.of(method, key, request);
    }

    Instant arrival() {
      return Instant.ofEpochMilli(step.atMillis());
    }

    Instant askedAt() {
      return arrival().plusMillis((asked.size() - 1) * step.plan().delayMillis());
    }

    Instant answeredAt() {
      return askedAt().plusMillis(step.plan().delayMillis());
    }
  }

  /// What is stored under a URI, the latest first.
  List<String> contents(String uri) {
    return stored.getOrDefault(CacheKey.of(uri), List.of()).stream()
        .map(response -> serial(response) + " " + sorted(response.fields()))
        .toList();
  }

  Conduct handle(Step step) {
    Case now = Case.of(step);
    RequestFacts facts = now.facts(step.ask().method());
    if (!facts.isRetrieval()) {
      return through(now, Reuse.decide(facts, null, rule, policy, now.arrival()));
    }
    List<StoredResponse> variants = stored.getOrDefault(now.key, List.of());
    StoredResponse selected = null;
    for (StoredResponse variant : variants) {
      if (selected == null && variant.selecting().matches(now.request)) {
        selected = variant;
      }
    }
    if (selected == null) {
      return withoutStored(
          now, Reuse.onMiss(facts, variants.isEmpty() ? Reason.URI_MISS : Reason.VARY_MISS));
    }
    return withStored(
        now, selected, Reuse.decide(facts, selected.facts(), rule, policy, now.arrival()));
  }

  private Conduct withoutStored(Case now, CacheDecision decision) {
    return decision instanceof CacheDecision.Forward
        ? fetch(now, now.step.ask().method())
        : conduct(Kind.GATEWAY_TIMEOUT, now);
  }

  private Conduct withStored(Case now, StoredResponse selected, CacheDecision decision) {
    return switch (decision) {
      case CacheDecision.ServeFresh fresh ->
          fromStore(Kind.HIT, selected, fresh.age().toMillis(), now);
      case CacheDecision.ServeStaleWhileRevalidate stale -> {
        long age = stale.age().toMillis();
        Conduct conduct = fromStore(Kind.STALE_WHILE_REVALIDATE, selected, age, now);
        validate(now.ofNobody(), selected);
        yield conduct;
      }
      case CacheDecision.Validate _ -> validate(now, selected);
      case CacheDecision.Forward _ -> fetch(now, "GET");
      case CacheDecision.GatewayTimeout _ -> conduct(Kind.GATEWAY_TIMEOUT, now);
    };
  }

  private Conduct validate(Case now, StoredResponse selected) {
    Validators validators = Validators.of(selected.facts(), policy.mode());
    now.asked.add(question(validators));
    Step.Plan plan = now.step.plan();
    if (plan.mood() == Mood.BREAKS) {
      Conduct stale = onError(now, selected);
      return stale == null ? conduct(Kind.FAILED, now) : stale;
    }
    if (!validators.isEmpty() && plan.mood() == Mood.CONFIRMS) {
      return Freshening.confirms(selected.facts(), fields(plan.notModified()))
          ? freshen(now, selected)
          : fetch(now, "GET");
    }
    Conduct stale = plan.full().status() >= 500 ? onError(now, selected) : null;
    Fields full = fields(plan.full().headers());
    StoredFacts facts = facts(now, plan.full().status(), full);
    if (!keep(now, now.facts("GET"))) {
      reconsider(now, selected, plan.full().status(), full, facts);
    }
    return stale == null ? passedOn(now) : stale;
  }

  private static String question(Validators validators) {
    Instant modified = validators.modifiedSince();
    return validators.isEmpty()
        ? "whole"
        : "if " + validators.etag() + " " + (modified == null ? null : modified.getEpochSecond());
  }

  private @Nullable Conduct onError(Case now, StoredResponse selected) {
    ErrorDecision decision =
        Reuse.onError(
            now.facts(now.step.ask().method()), selected.facts(), rule, policy, now.answeredAt());
    return switch (decision) {
      case ErrorDecision.ServeStale stale ->
          fromStore(Kind.STALE_ON_ERROR, selected, stale.age().toMillis(), now);
      case ErrorDecision.PassOn _ -> null;
    };
  }

  private Conduct freshen(Case now, StoredResponse selected) {
    Fields notModified = fields(now.step.plan().notModified());
    Fields updated =
        Freshening.updated(selected.fields(), storable(notModified, Set.of(), now.answeredAt()));
    String age = notModified.first("age");
    StoredFacts facts =
        facts(now, selected.status(), age == null ? updated : updated.with("Age", age));
    StorageDecision decision =
        Storing.decide(now.facts("GET"), updated, facts, rule, policy, now.answeredAt());
    switch (decision) {
      case StorageDecision.Store store -> {
        StoredResponse kept =
            selected.withFreshened(
                updated.without(store.omittedFields().toArray(String[]::new)), store.facts());
        stored
            .getOrDefault(now.key, new ArrayList<>())
            .replaceAll(other -> other.equals(selected) ? kept : other);
      }
      case StorageDecision.DoNotStore _ -> reconsider(now, selected, 304, updated, facts);
    }
    StoredResponse own = selected.withFreshened(updated, facts);
    return fromStore(Kind.VALIDATED, own, facts.currentAge(now.answeredAt()).toMillis(), now);
  }

  /// What was not stored may tell that what is stored is no longer so.
  private void reconsider(
      Case now, StoredResponse selected, int status, Fields response, StoredFacts facts) {
    RequestFacts own = now.facts("GET");
    if (Storing.decide(own, response, facts, rule, policy, now.answeredAt())
            instanceof StorageDecision.DoNotStore(Reason refusal)
        && RefusalEffect.of(
                own,
                status,
                refusal,
                Storing.decide(
                    RequestFacts.PLAIN_GET, response, facts, rule, policy, now.answeredAt()))
            == RefusalEffect.OUTDATES) {
      stored.getOrDefault(now.key, new ArrayList<>()).remove(selected);
    }
  }

  private Conduct fetch(Case now, String method) {
    now.asked.add("whole");
    if (now.step.plan().mood() == Mood.BREAKS) {
      return conduct(Kind.FAILED, now);
    }
    keep(now, now.facts(method));
    return passedOn(now);
  }

  private Conduct through(Case now, CacheDecision decision) {
    now.asked.add(now.step.ask().method());
    if (!(decision instanceof CacheDecision.Forward) || now.step.plan().mood() == Mood.BREAKS) {
      return conduct(Kind.FAILED, now);
    }
    Step.Reply reply = now.step.plan().full();
    Invalidation.of(now.step.ask().method(), now.key, reply.status(), fields(reply.headers()))
        .forEach(stored::remove);
    return passedOn(now);
  }

  private boolean keep(Case now, RequestFacts request) {
    Step.Reply reply = now.step.plan().full();
    Fields response = fields(reply.headers());
    StoredFacts facts = facts(now, reply.status(), response);
    StorageDecision decision =
        Storing.decide(request, response, facts, rule, policy, now.answeredAt());
    if (decision instanceof StorageDecision.Store store && !isWorseThanStored(now)) {
      put(
          new StoredResponse(
              now.key,
              reply.status(),
              null,
              storable(response, store.omittedFields(), now.answeredAt()),
              StoredContent.EMPTY,
              store.facts(),
              SelectingFields.of(response, now.request),
              rule.name()));
      return true;
    }
    return false;
  }

  private boolean isWorseThanStored(Case now) {
    return now.step.plan().full().status() >= 500
        && stored.getOrDefault(now.key, List.of()).stream()
            .filter(each -> each.selecting().matches(now.request))
            .anyMatch(each -> Reuse.outlivesErrors(each.facts(), rule, policy, now.answeredAt()));
  }

  private StoredFacts facts(Case now, int status, Fields response) {
    return StoredFacts.of(
        status, response, now.askedAt(), now.answeredAt(), policy.interpretation());
  }

  /// A response takes the place of those it cannot be told apart from.
  private void put(StoredResponse response) {
    List<StoredResponse> variants =
        stored.computeIfAbsent(response.key(), key -> new ArrayList<>());
    SelectingFields selecting = response.selecting();
    variants.removeIf(old ->
        old.selecting().names().isEmpty()
            || selecting.names().isEmpty()
            || old.selecting().equals(selecting));
    variants.addFirst(response);
  }

  private static Fields storable(Fields received, Set<String> omitted, Instant arrival) {
    Fields kept =
        received.filter(line -> {
          String name = line.name().toLowerCase(Locale.ROOT);
          return !NOT_STORED.contains(name) && !omitted.contains(name);
        });
    return kept.contains("Date") ? kept : kept.plus("Date", dev.weir.http.HttpDate.format(arrival));
  }

  private static Fields fields(Headers headers) {
    return Fields.copyOf(
        headers.lines().stream().map(line -> new FieldLine(line.name(), line.value())).toList());
  }

  private static List<String> sorted(Fields fields) {
    List<Headers.Line> lines = new ArrayList<>();
    fields.forEach(line -> lines.add(new Headers.Line(line.name(), line.value())));
    return new Headers(lines).sorted();
  }

  private static int serial(StoredResponse response) {
    String serial = response.fields().first("X-Serial");
    return serial == null ? 0 : Integer.parseInt(serial);
  }

  private static Conduct fromStore(Kind kind, StoredResponse response, long age, Case now) {
    return new Conduct(kind, serial(response), age, now.asked, sorted(response.fields()));
  }

  private static Conduct passedOn(Case now) {
    return new Conduct(Kind.PASSED_ON, now.step.plan().full().serial(), -1, now.asked, List.of());
  }

  private static Conduct conduct(Kind kind, Case now) {
    return new Conduct(kind, 0, -1, now.asked, List.of());
  }
}

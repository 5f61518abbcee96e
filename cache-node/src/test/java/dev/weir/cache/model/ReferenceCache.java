package dev.weir.cache.model;

import dev.weir.cache.model.Step.Conduct;
import dev.weir.cache.model.Step.Kind;
import dev.weir.cache.model.Step.Mood;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A shared cache as RFC 9111 describes it, slow and plain.
public final class ReferenceCache {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> NOT_STORED = Set.of("age");

  /// What a 304 leaves as it is (RFC 9111 §3.2).
  private static final Set<String> NOT_UPDATED = Set.of("etag", "vary");

  private final Contract contract;
  private final Map<String, List<Entry>> stored = new HashMap<>();

  /// A stored response: as it was judged, what of it is kept, and for which requests.
  private record Entry(
      int serial, ReferenceResponse meaning, Headers kept, Map<String, String> variant) {}

  /// A client's request while it is dealt with.
  private record Case(Step step, List<String> asked) {
    long askedAt() {
      return step.atMillis() + (asked.size() - 1) * step.plan().delayMillis();
    }

    long answeredAt() {
      return askedAt() + step.plan().delayMillis();
    }
  }

  public ReferenceCache(Contract contract) {
    this.contract = contract;
  }

  /// What is stored under a URI, the latest first.
  public List<String> contents(String uri) {
    return stored.getOrDefault(uri, List.of()).stream()
        .map(entry -> entry.serial + " " + entry.kept.sorted())
        .toList();
  }

  public Conduct handle(Step step) {
    Case now = new Case(step, new ArrayList<>());
    if (!Set.of("GET", "HEAD").contains(step.ask().method())) {
      return throughAndInvalidate(now);
    }
    Entry entry = null;
    for (Entry candidate : stored.getOrDefault(step.ask().uri(), List.of())) {
      if (entry == null && ReferenceVariants.select(candidate.variant, step.ask().headers())) {
        entry = candidate;
      }
    }
    boolean onlyIfCached = asked(step).has("only-if-cached");
    if (entry == null) {
      return onlyIfCached ? conduct(Kind.GATEWAY_TIMEOUT, now) : fetch(now, step.ask());
    }
    if (isUsable(entry.meaning, step)) {
      return fromStore(Kind.HIT, entry, step.atMillis(), now);
    }
    if (isUsableMeanwhile(entry.meaning, step)) {
      Conduct conduct = fromStore(Kind.STALE_WHILE_REVALIDATE, entry, step.atMillis(), now);
      validate(now, entry, ofNobody(step.ask()));
      return conduct;
    }
    return onlyIfCached
        ? conduct(Kind.GATEWAY_TIMEOUT, now)
        : validate(now, entry, asGet(step.ask()));
  }

  /// Somebody wants it out.
  public void purge(String uri) {
    stored.remove(uri);
  }

  /// RFC 9111 §4, §5.2.1
  private boolean isUsable(ReferenceResponse response, Step step) {
    ReferenceDirectives asked = asked(step);
    long minFresh = Math.max(0, asked.seconds("min-fresh")) * 1000;
    long past = response.pastMillis(contract, step.atMillis());
    boolean fresh = past < 0 && past + minFresh <= 0;
    if (demandsValidation(response, step, fresh)) {
      return false;
    }
    long maxStale = asked.seconds("max-stale");
    return fresh
        || maxStale == ReferenceDirectives.ANY
        || (maxStale >= 0 && past + minFresh <= maxStale * 1000);
  }

  private boolean demandsValidation(ReferenceResponse response, Step step, boolean fresh) {
    if (response.mustAlwaysValidate() || (!fresh && response.mustValidateWhenStale())) {
      return true;
    }
    if (demandsValidation(step)) {
      return true;
    }
    // RFC 8246 §2: while fresh an immutable response need not be asked about
    boolean exempt = fresh && response.directives().has("immutable");
    long maxAge = asked(step).seconds("max-age");
    return maxAge >= 0
        && !exempt
        && (maxAge == 0 || response.ageMillis(step.atMillis()) > maxAge * 1000);
  }

  /// RFC 9111 §5.2.1.4, §5.4
  private static boolean demandsValidation(Step step) {
    Headers headers = step.ask().headers();
    ReferenceDirectives asked = asked(step);
    if (headers.has("Cache-Control")) {
      return asked.has("no-cache") || !asked.namedNoCache().isEmpty();
    }
    return headers.all("Pragma").stream()
        .flatMap(line -> List.of(line.split(",")).stream())
        .anyMatch(word -> word.strip().equalsIgnoreCase("no-cache"));
  }

  /// RFC 5861 §3, for a client that says nothing of staleness.
  private boolean isUsableMeanwhile(ReferenceResponse response, Step step) {
    ReferenceDirectives asked = asked(step);
    long past = response.pastMillis(contract, step.atMillis());
    return past >= 0
        && !demandsValidation(response, step, false)
        && asked.seconds("min-fresh") < 0
        && asked.seconds("max-stale") < 0
        && past <= contract.maxStale() * 1000
        && past <= response.staleWhileRevalidate(contract) * 1000;
  }

  /// RFC 9111 §4.2.4, RFC 5861 §4
  private boolean isUsableOnError(ReferenceResponse response, Step step, long now) {
    long past = response.pastMillis(contract, now);
    boolean forbidden =
        response.mustAlwaysValidate()
            || (past >= 0 && response.mustValidateWhenStale())
            || demandsValidation(step);
    long granted = response.staleIfError(step.ask(), contract);
    return !forbidden
        && past <= contract.maxStale() * 1000
        && (granted < 0 || past <= granted * 1000 || past < 0);
  }

  /// RFC 9111 §4.3
  private Conduct validate(Case now, Entry entry, Step.Ask ask) {
    String question = question(entry.meaning);
    now.asked.add(question);
    Step.Plan plan = now.step.plan();
    if (plan.mood() == Mood.CONFIRMS && !question.equals("whole")) {
      return confirms(entry.meaning, plan.notModified())
          ? freshen(now, entry, ask)
          : fetch(now, ask);
    }
    return replace(now, entry, ask);
  }

  private static String question(ReferenceResponse response) {
    String tag = response.entityTag();
    Long modified = response.lastModified();
    return tag == null && modified == null
        ? "whole"
        : "if " + tag + " " + (modified == null ? null : modified / 1000);
  }

  /// RFC 9111 §4.3.3: no 304, but a whole response, an error or nothing.
  private Conduct replace(Case now, Entry entry, Step.Ask ask) {
    Step.Plan plan = now.step.plan();
    boolean broken = plan.mood() == Mood.BREAKS;
    boolean failed = broken || plan.full().status() >= 500;
    boolean makesDo = failed && isUsableOnError(entry.meaning, now.step, now.answeredAt());
    if (!broken && !keep(now, ask)) {
      ReferenceResponse meaning =
          new ReferenceResponse(
              plan.full().status(), plan.full().headers(), now.askedAt(), now.answeredAt());
      if (isWordOnResource(plan.full().status(), ask)) {
        dropUnlessForbiddenByRequest(entry, meaning, ask);
      }
    }
    if (makesDo) {
      return fromStore(Kind.STALE_ON_ERROR, entry, now.answeredAt(), now);
    }
    return broken ? conduct(Kind.FAILED, now) : passedOn(now);
  }

  /// RFC 9111 §4.3.4: strong validators must be the same, weak ones correspond.
  private static boolean confirms(ReferenceResponse response, Headers notModified) {
    String named = new ReferenceResponse(304, notModified, 0, 0).entityTag();
    String held = response.entityTag();
    if (named == null || held == null) {
      return true;
    }
    return named.startsWith("W/")
        ? named.substring(2).equals(held.startsWith("W/") ? held.substring(2) : held)
        : named.equals(held);
  }

  /// RFC 9111 §3.2, §4.3.4
  private Conduct freshen(Case now, Entry entry, Step.Ask ask) {
    Headers update = keepable(now.step.plan().notModified(), Set.of(), now.answeredAt());
    Headers merged = entry.kept;
    for (Headers.Line line : update.lines()) {
      if (!NOT_UPDATED.contains(line.name().toLowerCase(Locale.ROOT))) {
        merged = merged.without(line.name());
      }
    }
    for (Headers.Line line : update.lines()) {
      if (!NOT_UPDATED.contains(line.name().toLowerCase(Locale.ROOT))) {
        merged = merged.plus(line.name(), line.value());
      }
    }
    String age = now.step.plan().notModified().first("Age");
    ReferenceResponse meaning =
        new ReferenceResponse(
            entry.meaning.status(),
            age == null ? merged : merged.plus("Age", age),
            now.askedAt(),
            now.answeredAt());
    boolean stays = meaning.mayBeStored(ask, contract);
    Headers kept = stays ? without(merged, named(meaning)) : merged;
    Entry fresh = new Entry(entry.serial, meaning, kept, entry.variant);
    if (stays) {
      stored
          .getOrDefault(ask.uri(), new ArrayList<>())
          .replaceAll(other -> other.equals(entry) ? fresh : other);
    } else {
      dropUnlessForbiddenByRequest(entry, meaning, ask);
    }
    // What may not be kept for others is still for the client whose request brought it.
    Entry own = new Entry(entry.serial, meaning, merged, entry.variant);
    return fromStore(Kind.VALIDATED, own, now.answeredAt(), now);
  }

  /// An error is one, when it is about the resource and to a request of nobody in particular.
  private static boolean isWordOnResource(int status, Step.Ask ask) {
    return status < 400
        || (Set.of(404, 410).contains(status)
            && !ask.headers().has("Authorization")
            && !ask.headers().has("Cookie"));
  }

  /// No client drops what is stored for others: the origin must have said so.
  private void dropUnlessForbiddenByRequest(Entry entry, ReferenceResponse meaning, Step.Ask ask) {
    Headers plain = without(ask.headers(), Set.of("Authorization", "Cookie", "Cache-Control"));
    if (!meaning.mayBeStored(new Step.Ask("GET", ask.uri(), plain), contract)) {
      stored.getOrDefault(ask.uri(), new ArrayList<>()).remove(entry);
    }
  }

  private Conduct fetch(Case now, Step.Ask ask) {
    now.asked.add("whole");
    if (now.step.plan().mood() == Mood.BREAKS) {
      return conduct(Kind.FAILED, now);
    }
    keep(now, ask);
    return passedOn(now);
  }

  /// RFC 9111 §4.4
  private Conduct throughAndInvalidate(Case now) {
    Step.Ask ask = now.step.ask();
    Step.Reply reply = now.step.plan().full();
    now.asked.add(ask.method());
    if (now.step.plan().mood() == Mood.BREAKS) {
      return conduct(Kind.FAILED, now);
    }
    if (!SAFE.contains(ask.method()) && reply.status() >= 200 && reply.status() < 400) {
      stored.remove(ask.uri());
      String origin = ask.uri().substring(0, ask.uri().indexOf('/', 8));
      for (String name : List.of("Location", "Content-Location")) {
        String reference = reply.headers().first(name);
        if (reference != null) {
          stored.remove(reference.startsWith("/") ? origin + reference : onlyOf(origin, reference));
        }
      }
    }
    return passedOn(now);
  }

  private static String onlyOf(String origin, String uri) {
    return uri.startsWith(origin + "/") ? uri : "";
  }

  /// Whether the whole reply is stored.
  private boolean keep(Case now, Step.Ask ask) {
    Step.Reply reply = now.step.plan().full();
    ReferenceResponse meaning =
        new ReferenceResponse(reply.status(), reply.headers(), now.askedAt(), now.answeredAt());
    if (!meaning.mayBeStored(ask, contract) || isWorseThanStored(now, ask)) {
      return false;
    }
    Map<String, String> variant = ReferenceVariants.of(reply.headers(), ask.headers());
    Headers kept = keepable(reply.headers(), named(meaning), now.answeredAt());
    List<Entry> entries = stored.computeIfAbsent(ask.uri(), uri -> new ArrayList<>());
    entries.removeIf(
        old -> old.variant.isEmpty() || variant.isEmpty() || old.variant.equals(variant));
    entries.addFirst(new Entry(reply.serial(), meaning, kept, variant));
    return true;
  }

  /// An error does not push out what may be used in its place, whoever asks (RFC 9111 §4.2.4).
  private boolean isWorseThanStored(Case now, Step.Ask ask) {
    Step.Ask plain = new Step.Ask("GET", ask.uri(), Headers.NONE);
    Step anybodys = new Step(now.step.atMillis(), plain, now.step.plan());
    return now.step.plan().full().status() >= 500
        && stored.getOrDefault(ask.uri(), List.of()).stream()
            .filter(entry -> ReferenceVariants.select(entry.variant, ask.headers()))
            .anyMatch(entry ->
                entry.meaning.status() < 500
                    && isUsableOnError(entry.meaning, anybodys, now.answeredAt()));
  }

  /// RFC 9111 §5.2.2.4, §5.2.2.7: fields that are private, or not to be used again unasked; a
  /// cookie is neither once the origin has named a lifetime (§7.3).
  private static Set<String> named(ReferenceResponse meaning) {
    Set<String> named = new java.util.HashSet<>(meaning.directives().namedPrivate());
    named.addAll(meaning.directives().namedNoCache());
    if (!meaning.hasExplicitLifetime()) {
      named.add("set-cookie");
    }
    return named;
  }

  private static Headers keepable(Headers headers, Set<String> named, long arrival) {
    Headers kept = without(without(headers, NOT_STORED), named);
    return kept.has("Date")
        ? kept
        : kept.plus("Date", ReferenceDates.text(ReferenceDates.IMF, arrival));
  }

  private static Headers without(Headers headers, Set<String> names) {
    Headers left = headers;
    for (String name : names) {
      left = left.without(name);
    }
    return left;
  }

  private static ReferenceDirectives asked(Step step) {
    return ReferenceDirectives.of(step.ask().headers().all("Cache-Control"));
  }

  /// What is validated behind a client's back is not asked for in its name.
  private static Step.Ask ofNobody(Step.Ask ask) {
    Set<String> its = Set.of("Authorization", "Cookie", "Cache-Control", "Pragma");
    return new Step.Ask("GET", ask.uri(), without(ask.headers(), its));
  }

  private static Step.Ask asGet(Step.Ask ask) {
    return new Step.Ask("GET", ask.uri(), ask.headers());
  }

  private static Conduct fromStore(Kind kind, Entry entry, long at, Case now) {
    return new Conduct(
        kind, entry.serial, entry.meaning.ageMillis(at), now.asked, entry.kept.sorted());
  }

  private static Conduct passedOn(Case now) {
    return new Conduct(Kind.PASSED_ON, now.step.plan().full().serial(), -1, now.asked, List.of());
  }

  private static Conduct conduct(Kind kind, Case now) {
    return new Conduct(kind, 0, -1, now.asked, List.of());
  }
}

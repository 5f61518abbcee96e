package dev.weir.cache.fetch;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.decide.StorageDecision;
import dev.weir.cache.decide.Storing;
import dev.weir.cache.decide.Validators;
import dev.weir.cache.decide.change.Freshening;
import dev.weir.cache.decide.change.HeadEffect;
import dev.weir.cache.decide.change.PostedResult;
import dev.weir.cache.decide.change.RefusalEffect;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.FreshnessMode;
import dev.weir.cache.entry.GrowingContent;
import dev.weir.cache.entry.MemoryContent;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.JettyFields;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.Purpose.Choose.Candidate;
import dev.weir.cache.route.Destination;
import dev.weir.cache.store.Recall;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.cache.store.ring.Lease;
import dev.weir.http.Fields;
import dev.weir.http.HopByHop;
import dev.weir.http.HttpDate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Turns responses from upstream into stored ones: judges them, strips what belongs to one hop or
/// one user, puts them in the store.
final class Keeping {

  /// Traces of the hops a response came by, and what is worked out anew for each use. They would be
  /// untrue when replayed.
  private static final Set<String> NEVER_STORED =
      Set.of("age", "cache-status", "proxy-status", "x-cache", "x-cache-lookup", "content-length");

  private final ResponseStore store;
  private final CachePolicy policy;
  private final Sizes sizes;
  private final InstantSource clock;
  private final PartKeeping parts;

  Keeping(ResponseStore store, CachePolicy policy, Sizes sizes, InstantSource clock) {
    this.store = store;
    this.policy = policy;
    this.sizes = sizes;
    this.clock = clock;
    this.parts = new PartKeeping(store, policy, clock);
  }

  /// For the same store, by another policy.
  Keeping judgingBy(CachePolicy other) {
    return new Keeping(store, other, sizes, clock);
  }

  /// Of the content of stored responses.
  ///
  /// @param smallestBytes shorter content is not worth storing
  record Sizes(long smallestBytes, long largestBytes) {}

  /// What keeps parts.
  PartKeeping parts() {
    return parts;
  }

  /// Judges a response by its head; a part that can be kept as the whole it is of.
  Fetched judge(Ask ask, Answer answer) {
    JettyFields fields = answer.fields();
    StoredFacts facts = facts(answer, PartKeeping.isKeepable(ask, answer) ? 200 : answer.status());
    RefreshRule rule = policy.ruleFor(ask.key());
    StorageDecision decision =
        Storing.decide(ask.facts(), fields, facts, rule, policy, answer.responseTime());
    Reason refusal = isWorseThanStored(ask, answer) ? Reason.STORED_IS_BETTER : refusal(answer);
    return new Fetched(
        answer,
        facts,
        refusal == null || decision instanceof StorageDecision.DoNotStore
            ? decision
            : new StorageDecision.DoNotStore(refusal));
  }

  /// RFC 9111 §4.2.4: an error does not push out what may be used in its place. Of what is on disk
  /// only it is enough that the error would take its place: which request it is for stands there.
  private boolean isWorseThanStored(Ask ask, Answer answer) {
    if (answer.status() < 500) {
      return false;
    }
    RefreshRule rule = policy.ruleFor(ask.key());
    SelectingFields selecting = SelectingFields.of(answer.fields(), ask.fields());
    return Stream.concat(
            inMemory(ask).stream().map(StoredResponse::facts),
            store.givesWay(ask.key(), selecting).stream())
        .anyMatch(each -> Reuse.outlivesErrors(each, rule, policy, answer.responseTime()));
  }

  /// What is in memory for a request.
  private List<StoredResponse> inMemory(Ask ask) {
    Variants stored = store.peek(ask.key());
    return stored == null
        ? List.of()
        : stored.all().stream()
            .map(Variant::response)
            .filter(each -> each.selecting().matches(ask.fields()))
            .toList();
  }

  /// What speaks against storing although the response itself allows it.
  private @Nullable Reason refusal(Answer answer) {
    if (answer.from().peer().settings().has(PeerSettings.Option.PROXY_ONLY)) {
      return Reason.PEER_PROXY_ONLY;
    }
    if (answer.from().use() == Destination.Use.PASSED_ON) {
      return Reason.KEPT_BY_OWNER;
    }
    if (endsWithConnection(answer)) {
      return Reason.LENGTH_UNKNOWN;
    }
    long declared = answer.response().fields().getLongField(HttpHeader.CONTENT_LENGTH);
    if (declared > sizes.largestBytes()) {
      return Reason.TOO_LARGE;
    }
    return declared >= 0 && declared < sizes.smallestBytes() ? Reason.TOO_SMALL : null;
  }

  /// RFC 9112 §8: whether content is whole cannot be told then, and what may not be is not to be
  /// stored as if it were (RFC 9111 §3.3).
  private static boolean endsWithConnection(Answer answer) {
    return answer.status() != 204
        && !answer.response().fields().contains(HttpHeader.CONTENT_LENGTH)
        && !answer.response().fields().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /// Whether the answer to a request that is no retrieval may answer retrievals later. Squid knows
  /// no such answers.
  boolean standsForGet(Ask ask, Answer answer) {
    return ask.method().equals("POST")
        && policy.mode() == FreshnessMode.RFC9111
        && PostedResult.standsForGet(
            ask.method(), ask.key(), answer.fields(), facts(answer, answer.status()));
  }

  private StoredFacts facts(Answer answer, int status) {
    return StoredFacts.of(
        status,
        answer.fields(),
        answer.requestTime(),
        answer.responseTime(),
        policy.interpretation());
  }

  /// Puts a whole response in the store, unless what is there is later.
  void put(Ask ask, Fetched fetched, StorageDecision.Store decision, StoredContent content) {
    if (fetched.answer().status() == 206) {
      if (content instanceof MemoryContent part) {
        parts.keep(ask, fetched.answer(), decision, part);
      }
      return;
    }
    if (content.length() < sizes.smallestBytes()) {
      return;
    }
    Answer answer = fetched.answer();
    if (inMemory(ask).stream()
        .anyMatch(each -> Storing.keepsStored(each.facts(), decision.facts(), policy))) {
      return;
    }
    StoredResponse response =
        new StoredResponse(
            ask.key(),
            answer.status(),
            answer.response().reason(),
            storable(answer, decision.omittedFields()),
            content,
            decision.facts(),
            SelectingFields.of(answer.fields(), ask.fields()),
            policy.ruleFor(ask.key()).name());
    store.put(response, clock.instant());
  }

  /// Whether there is something to ask about a stored response with, so that a 304 can answer it.
  boolean canValidate(StoredResponse stored) {
    return !Validators.of(stored.facts(), policy.mode()).isEmpty();
  }

  /// Updates a stored response with the fields of the 304 that found it good (RFC 9111 §3.2,
  /// §4.3.4). When these forbid to keep it any longer it is used this once and removed; when only
  /// the request does, it stays as it was.
  Freshened update(Ask ask, StoredResponse stored, Answer answer) {
    Fields fields = Freshening.updated(stored.fields(), storable(answer, Set.of()));
    StoredFacts facts =
        StoredFacts.of(
            stored.status(),
            aged(fields, answer.fields()),
            answer.requestTime(),
            answer.responseTime(),
            policy.interpretation());
    return switch (decide(ask.facts(), ask, fields, facts)) {
      case StorageDecision.Store(_, var kept, var omitted) -> {
        Fields shared = without(fields, omitted);
        Variant variant = store.update(stored, stored.withFreshened(shared, kept), clock.instant());
        yield new Freshened(
            shared.size() == fields.size()
                ? variant
                : new Variant(stored.withFreshened(fields, kept), clock.instant()),
            variant);
      }
      case StorageDecision.DoNotStore(Reason refusal) -> {
        StorageDecision anybodys = decide(RequestFacts.PLAIN_GET, ask, fields, facts);
        consider(stored, RefusalEffect.of(ask.facts(), answer.status(), refusal, anybodys));
        yield new Freshened(
            new Variant(stored.withFreshened(fields, facts), clock.instant()), null);
      }
    };
  }

  private StorageDecision decide(RequestFacts request, Ask ask, Fields fields, StoredFacts facts) {
    RefreshRule rule = policy.ruleFor(ask.key());
    return Storing.decide(request, fields, facts, rule, policy, facts.responseTime());
  }

  /// Takes a stored response that a 304 has chosen for a request it was not selected by before: it
  /// is updated, and from now on selected by both (RFC 9111 §4.3.3).
  Freshened choose(Ask ask, StoredResponse chosen, Answer answer) {
    Freshened freshened = update(ask, chosen, answer);
    StoredResponse own = selectedBy(ask, freshened.own().response());
    return freshened.shared() == null
        ? new Freshened(new Variant(own, clock.instant()), null)
        : new Freshened(
            new Variant(own, clock.instant()),
            store.put(selectedBy(ask, freshened.shared().response()), clock.instant()));
  }

  /// Tells a candidate with its content; null when that cannot be had any more.
  void read(Candidate candidate, Consumer<@Nullable StoredResponse> then) {
    switch (candidate.content()) {
      case AT_HAND -> then.accept(candidate.response());
      case ON_DISK -> store.load(candidate.response(), clock.instant(), then);
    }
  }

  private static StoredResponse selectedBy(Ask ask, StoredResponse response) {
    return new StoredResponse(
        ask.key(),
        response.status(),
        response.reason(),
        response.fields(),
        response.content(),
        response.facts(),
        SelectingFields.of(response.fields(), ask.fields()),
        response.ruleName());
  }

  /// Holds what is stored against a 200 to a HEAD that it could have answered (RFC 9111 §4.3.5);
  /// what is on disk only is read for that, on another thread.
  void compare(Ask head, Answer answer) {
    List<StoredResponse> inMemory = inMemory(head);
    inMemory.forEach(each -> compare(head, each, answer));
    if (inMemory.isEmpty()) {
      store.recall(
          head.key(),
          selecting -> selecting.matches(head.fields()),
          clock.instant(),
          recall -> {
            if (recall instanceof Recall.Found(Variant variant, Lease lease)) {
              try {
                compare(head, variant.response(), answer);
              } finally {
                lease.release();
              }
            }
          });
    }
  }

  private void compare(Ask head, StoredResponse stored, Answer answer) {
    if (stored.status() == 200) {
      switch (HeadEffect.of(stored.facts(), stored.content().length(), answer.fields())) {
        case UPDATES -> update(head.asGet(), stored, answer);
        case OUTDATES -> outdate(stored);
      }
    }
  }

  private void outdate(StoredResponse response) {
    Instant now = clock.instant();
    store.update(
        response, response.withFreshened(response.fields(), response.facts().staleFrom(now)), now);
  }

  /// Where content too long for memory may go; null when nowhere.
  @Nullable GrowingContent grow(CacheKey key, long declaredBytes) {
    return store.grow(key, declaredBytes);
  }

  /// Another answer than 304 came to a validation, and is not kept.
  void reconsider(Ask ask, StoredResponse stored, Fetched fetched) {
    if (fetched.storage() instanceof StorageDecision.DoNotStore(Reason refusal)) {
      Answer answer = fetched.answer();
      StorageDecision anybodys = judge(ask.asAnybodys(), answer).storage();
      consider(stored, RefusalEffect.of(ask.facts(), answer.status(), refusal, anybodys));
    }
  }

  private void consider(StoredResponse stored, RefusalEffect effect) {
    if (effect == RefusalEffect.OUTDATES) {
      store.remove(stored);
    }
  }

  /// The age the validating response stated counts from now on, though it is not among the fields
  /// stored.
  static Fields aged(Fields fields, JettyFields validating) {
    String age = validating.first("Age");
    return age == null ? fields : fields.with("Age", age);
  }

  static Fields storable(Answer answer, Set<String> omitted) {
    JettyFields received = answer.fields();
    Set<String> nominated = HopByHop.nominated(received);
    Fields fields =
        received
            .copy()
            .filter(line -> {
              String name = lower(line.name());
              return !HopByHop.is(name)
                  && !nominated.contains(name)
                  && !NEVER_STORED.contains(name)
                  && !omitted.contains(name);
            });
    // RFC 9110 §6.6.1: a recipient with a clock dates what came without.
    return fields.contains("Date")
        ? fields
        : fields.plus("Date", HttpDate.format(answer.responseTime()));
  }

  private static Fields without(Fields fields, Set<String> names) {
    return fields.filter(line -> !names.contains(lower(line.name())));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

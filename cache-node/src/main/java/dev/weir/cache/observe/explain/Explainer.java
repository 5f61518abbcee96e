package dev.weir.cache.observe.explain;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.Assessment;
import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Freshness;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.observe.explain.Explanation.Step;
import dev.weir.cache.peer.PeerReport;
import dev.weir.cache.store.ResponseStore;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.Variants;
import dev.weir.http.Fields;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Explains a request: one that was answered, by its id, or one only thought of, by its URL. Looks
/// without touching: nothing counts as used, nobody is asked.
public final class Explainer {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final int SHOWN_PEERS = 8;

  private final NodeConfig config;
  private final Supplier<CachePolicy> inForce;
  private final ResponseStore store;
  private final Supplier<List<PeerReport>> peers;
  private final RecentRequests recent;
  private final InstantSource clock;

  /// @param inForce the policy that judges requests now
  public Explainer(
      NodeConfig config,
      Supplier<CachePolicy> inForce,
      ResponseStore store,
      Supplier<List<PeerReport>> peers,
      RecentRequests recent,
      InstantSource clock) {
    this.config = config;
    this.inForce = inForce;
    this.store = store;
    this.peers = peers;
    this.recent = recent;
    this.clock = clock;
  }

  /// Answers `id=…` (a request id) or `url=…`, with `headers=` lines of the request and `method=`.
  ///
  /// @throws IllegalArgumentException when it names neither, or no request that is remembered
  public Explanation explain(Map<String, String> query) {
    String id = query.get("id");
    if (id != null) {
      Trace trace = recent.newest(each -> id.equals(each.requestId()));
      if (trace == null) {
        throw new IllegalArgumentException(
            "no request with that id among the last ones of "
                + config.visibleHostname()
                + "; it may have gone to another node, or ask for url=");
      }
      return answered(trace);
    }
    String url = query.get("url");
    if (url == null) {
      throw new IllegalArgumentException("say url=http://host/path or id=REQUEST-ID");
    }
    return thoughtOf(
        query.getOrDefault("method", "GET"), url, headers(query.getOrDefault("headers", "")));
  }

  private static Fields headers(String lines) {
    Fields.Builder fields = Fields.builder();
    for (String line : lines.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("'" + line + "' is no header; write Name: value");
      }
      fields.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    return fields.build();
  }

  private Explanation answered(Trace trace) {
    List<Step> steps = new ArrayList<>();
    CacheKey key = key(trace.uri(), steps);
    RefreshRule rule = rule(key, steps);
    Reason reason = trace.reason();
    Long upstream = trace.upstreamMicros();
    steps.add(
        new Step(
            "decision",
            reason == null ? "none" : reason.token() + ": " + reason.text(),
            List.of(trace.tag()),
            null));
    steps.add(
        new Step(
            "looked",
            upstream == null ? "in the store alone" : trace.hierarchy(),
            List.of(),
            upstream == null ? null : upstream.doubleValue()));
    steps.add(
        new Step(
            "answered",
            "status " + trace.status(),
            List.of("Cache-Status: " + trace.cacheStatus()),
            (double) trace.elapsedMicros()));
    return new Explanation(
        config.visibleHostname(),
        trace.method() + " " + trace.uri() + " at " + trace.at(),
        steps,
        reason == null ? null : reason.token(),
        sentence(trace, reason),
        reason == null ? "Nothing to mend here." : Advice.on(reason, rule),
        trace);
  }

  private String sentence(Trace trace, @Nullable Reason reason) {
    if (reason == null) {
      return "The cache had no part in it.";
    }
    String what = trace.hit() ? "Served from the store: " : "Fetched: ";
    return what + reason.text() + "." + share(trace, reason);
  }

  /// How common the reason is under the rule, among the requests remembered.
  private String share(Trace trace, Reason reason) {
    Predicate<Trace> alike = each -> !each.hit() && Objects.equals(each.rule(), trace.rule());
    long all = trace.hit() || trace.rule() == null ? 0 : recent.count(alike);
    if (all < 2) {
      return "";
    }
    long same = recent.count(alike.and(each -> each.reason() == reason));
    return " "
        + same
        + " of the last "
        + all
        + " requests under this rule that were no hits have this reason.";
  }

  private Explanation thoughtOf(String method, String url, Fields headers) {
    List<Step> steps = new ArrayList<>();
    CacheKey key = key(url, steps);
    RefreshRule rule = rule(key, steps);
    RequestFacts request = RequestFacts.of(method, key, headers);
    Instant now = clock.instant();
    Variant stored = lookedUp(key, headers, steps);
    CacheDecision decision = decide(request, stored, key, rule, now);
    if (stored != null) {
      StoredFacts facts = stored.response().facts();
      Assessment assessment = Freshness.assess(facts, request, rule, policy(), now);
      steps.add(
          new Step(
              "freshness",
              assessment.reason().token(),
              Arithmetic.of(facts, rule, assessment),
              null));
    }
    steps.add(
        new Step(
            "decision",
            verb(decision),
            List.of(decision.reason().token() + ": " + decision.reason().text()),
            null));
    if (goesUpstream(decision)) {
      steps.add(upstream());
    }
    Trace before = recent.newest(each -> each.uri().equals(key.uri()));
    return new Explanation(
        config.visibleHostname(),
        method + " " + url,
        steps,
        decision.reason().token(),
        Sentences.of(decision, before),
        Advice.on(Sentences.cause(decision, before), rule),
        before);
  }

  private CachePolicy policy() {
    return inForce.get();
  }

  private CacheKey key(String url, List<Step> steps) {
    CacheKey plain = CacheKey.of(url);
    CacheKey normal = policy().keys().normalise(plain);
    List<String> details = new ArrayList<>();
    if (!plain.uri().equals(url)) {
      details.add("scheme and host in lower case, default port dropped: " + plain);
    }
    if (!normal.equals(plain)) {
      details.add("query normalised by the key rules: " + normal);
    }
    steps.add(new Step("key", normal.uri(), details, null));
    return normal;
  }

  private RefreshRule rule(CacheKey key, List<Step> steps) {
    RefreshRule matched = policy().ruleFor(key);
    List<String> details = new ArrayList<>();
    for (RefreshRule rule : policy().rules()) {
      if (rule.equals(matched)) {
        break;
      }
      details.add("no match: " + rule.position() + " " + rule.pattern());
    }
    details.add(
        "min "
            + Arithmetic.seconds(matched.min())
            + ", "
            + Math.round(matched.percent() * 100)
            + " %, max "
            + Arithmetic.seconds(matched.max())
            + (matched.options().isEmpty() ? "" : ", " + matched.options()));
    steps.add(new Step("rule", matched.position() + " " + matched.pattern(), details, null));
    return matched;
  }

  private @Nullable Variant lookedUp(CacheKey key, Fields headers, List<Step> steps) {
    long start = System.nanoTime();
    Variants variants = store.peek(key);
    double micros = (System.nanoTime() - start) / NANOS_PER_MICRO;
    if (variants == null) {
      steps.add(new Step("memory", "nothing under this key", List.of(), micros));
      return null;
    }
    for (Variant variant : variants.all()) {
      if (variant.response().selecting().matches(headers)) {
        steps.add(
            new Step(
                "memory",
                "status "
                    + variant.response().status()
                    + ", "
                    + variant.response().content().length()
                    + " octets",
                List.of("stored under " + variant.response().ruleName()),
                micros));
        return variant;
      }
    }
    steps.add(
        new Step(
            "memory",
            variants.all().size() + " variants, none for these headers",
            List.of("they vary on " + variants.all().getFirst().response().selecting().names()),
            micros));
    return null;
  }

  private CacheDecision decide(
      RequestFacts request, @Nullable Variant stored, CacheKey key, RefreshRule rule, Instant now) {
    if (stored == null && request.isRetrieval() && store.peek(key) != null) {
      return Reuse.onMiss(request, Reason.VARY_MISS);
    }
    return Reuse.decide(
        request, stored == null ? null : stored.response().facts(), rule, policy(), now);
  }

  private static String verb(CacheDecision decision) {
    return switch (decision) {
      case CacheDecision.ServeFresh fresh ->
          "serve from memory, "
              + (fresh.ttlSeconds() < 0
                  ? Sentences.past(fresh)
                  : fresh.ttlSeconds() + " s of freshness left");
      case CacheDecision.ServeStaleWhileRevalidate _ -> "serve stale, validate meanwhile";
      case CacheDecision.Validate validate ->
          "ask whether it is still good; on an error stale use is " + validate.staleOnError();
      case CacheDecision.Forward _ -> "go upstream";
      case CacheDecision.GatewayTimeout _ -> "refuse with 504: the request forbids going upstream";
    };
  }

  private static boolean goesUpstream(CacheDecision decision) {
    return !(decision instanceof CacheDecision.ServeFresh)
        && !(decision instanceof CacheDecision.GatewayTimeout);
  }

  private Step upstream() {
    List<String> details = new ArrayList<>();
    for (PeerReport peer : peers.get().stream().limit(SHOWN_PEERS).toList()) {
      Long mean = peer.meanMicros();
      details.add(
          peer.kind()
              + " "
              + peer.name()
              + " "
              + peer.host()
              + ":"
              + peer.httpPort()
              + (peer.icpPort() == 0 ? "" : ", icp " + peer.icp())
              + (mean == null ? "" : ", answers in " + mean + " µs"));
    }
    return new Step("upstream", "siblings are asked first, then a parent", details, null);
  }
}

package dev.weir.cache;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RequestFacts;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.Ask;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.lookup.Selection;
import dev.weir.cache.store.Variant;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A shared cache as a handler: looks up what is stored, decides what may be done with it, and does that.
///
/// Never blocks. A hit is answered where the request was read; everything else goes on when upstream has answered.
public final class CacheHandler extends Handler.Abstract.NonBlocking {

  private final Reception reception;
  private final Lookup lookup;
  private final CachePolicy policy;
  private final InstantSource clock;
  private final Answers answers;
  private final Fetching fetching;
  private final Retrieval.Node node;
  private final ExchangeListener listener;

  CacheHandler(
      Reception reception,
      Lookup lookup,
      Fetching fetching,
      Answers answers,
      Rules rules,
      ExchangeListener listener) {
    this.reception = reception;
    this.lookup = lookup;
    this.fetching = fetching;
    this.answers = answers;
    this.policy = rules.policy();
    this.clock = rules.clock();
    this.listener = listener;
    this.node = new Retrieval.Node(fetching, answers, policy, clock, this::serveIfStored);
  }

  /// What the handler judges by, and when.
  record Rules(CachePolicy policy, InstantSource clock) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ClientExchange exchange =
        new ClientExchange(request, response, callback, clock.instant(), listener);
    switch (reception.receive(exchange)) {
      case Reception.Retrieve(Ask ask) -> retrieve(exchange, ask);
      case Reception.Done() -> {}
    }
    return true;
  }

  private void retrieve(ClientExchange exchange, Ask ask) {
    Selection selection = lookup.select(ask.key(), exchange.fields(), exchange.arrival());
    Variant stored = selection instanceof Selection.Selected(Variant variant) ? variant : null;
    switch (decide(selection, ask)) {
      case CacheDecision.ServeFresh fresh when stored != null ->
          answers.fresh(exchange, stored, fresh);
      case CacheDecision.ServeStaleWhileRevalidate stale when stored != null -> {
        fetching.revalidate(ask.asGet(), stored.response());
        answers.staleMeanwhile(exchange, stored, stale);
      }
      case CacheDecision.Validate validate when stored != null ->
          new Retrieval(exchange, ask.asGet(), validate, stored, node)
              .begin(new Purpose.Validate(stored.response()));
      case CacheDecision.GatewayTimeout refusal ->
          answers.gatewayTimeout(exchange, refusal.reason());
      case CacheDecision other ->
          new Retrieval(exchange, ask, other, stored, node).begin(purpose(ask));
    }
  }

  private CacheDecision decide(Selection selection, Ask ask) {
    if (Reception.isForOrigin(ask)) {
      return Reuse.onMiss(ask.facts(), Reason.BYPASS);
    }
    return switch (selection) {
      case Selection.Selected(Variant variant) ->
          decide(ask.key(), ask.facts(), variant.response().facts());
      case Selection.NoVariant() -> Reuse.onMiss(ask.facts(), Reason.VARY_MISS);
      case Selection.Absent() -> decide(ask.key(), ask.facts(), null);
    };
  }

  private CacheDecision decide(CacheKey key, RequestFacts facts, @Nullable StoredFacts stored) {
    Instant now = clock.instant();
    return Reuse.decide(facts, stored, policy.ruleFor(key), policy, now);
  }

  /// What is not asked for as a whole is asked for as the client did, and shared with nobody.
  private static Purpose purpose(Ask ask) {
    boolean whole =
        ask.method().equals("GET")
            && !ask.fields().contains("Range")
            && !Reception.isForOrigin(ask);
    return whole ? Purpose.WHOLE : Purpose.AS_ASKED;
  }
}

package dev.weir.cache;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.Reason;
import dev.weir.cache.decide.RefreshRule;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.entry.StoredResponse;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.lookup.ClientScheme;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.lookup.Selection;
import dev.weir.cache.store.Variant;
import dev.weir.cache.store.ring.Lease;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A shared cache as a handler: looks up what is stored, decides what may be done with it, and does
/// that.
///
/// Never blocks. A hit is answered where the request was read; everything else goes on when
/// upstream has answered.
public final class CacheHandler extends Handler.Abstract.NonBlocking {

  private final Reception reception;
  private final ClientScheme schemes;
  private final Lookup lookup;
  private final CachePolicy policy;
  private final InstantSource clock;
  private final HeldParts parts;
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
    this.schemes = rules.schemes();
    this.policy = rules.policy();
    this.clock = rules.clock();
    this.parts = rules.parts();
    this.listener = listener;
    this.node = new Retrieval.Node(fetching, answers, policy, clock, this::serveIfStored);
  }

  /// What the handler judges by, and when.
  record Rules(CachePolicy policy, ClientScheme schemes, HeldParts parts, InstantSource clock) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ClientExchange exchange =
        new ClientExchange(
            schemes.restored(request), response, callback, clock.instant(), listener);
    switch (reception.receive(exchange)) {
      case Reception.Retrieve(Ask ask) -> retrieve(exchange, ask);
      case Reception.Done() -> {}
    }
    return true;
  }

  private void retrieve(ClientExchange exchange, Ask ask) {
    retrieve(exchange, ask, lookup.select(ask.key(), exchange.fields(), exchange.arrival()));
  }

  private void retrieve(ClientExchange exchange, Ask ask, Selection selection) {
    hold(exchange, selection);
    switch (selection) {
      case Selection.Selected _ when Reception.isForOrigin(ask) ->
          withoutStored(exchange, ask, Reason.BYPASS);
      case Selection.OnDisk _ when Reception.isForOrigin(ask) ->
          withoutStored(exchange, ask, Reason.BYPASS);
      case Selection.OnDisk onDisk -> recall(exchange, ask, onDisk);
      case Selection.Selected(Variant variant, _) -> withStored(exchange, ask, variant);
      case Selection.NoVariant(var onDisk) -> withoutVariant(exchange, ask, onDisk);
      case Selection.Absent() -> withoutStored(exchange, ask, Reason.URI_MISS);
    }
  }

  /// Goes on when what is on disk has been read, on another thread.
  private void recall(ClientExchange exchange, Ask ask, Selection.OnDisk onDisk) {
    lookup.recall(
        ask.key(),
        onDisk,
        exchange.fields(),
        exchange.arrival(),
        selection -> {
          try {
            retrieve(exchange, ask, selection);
          } catch (RuntimeException | Error e) {
            // On this thread nobody else would end the exchange.
            exchange.ending().failed(e);
          }
        });
  }

  /// What has been selected stays readable until the exchange has ended.
  private static void hold(ClientExchange exchange, Selection selection) {
    if (selection instanceof Selection.Selected(_, Lease lease) && lease != Lease.NONE) {
      exchange.atEnd(lease::release);
    }
  }

  private void withStored(ClientExchange exchange, Ask ask, Variant stored) {
    RefreshRule rule = policy.ruleFor(ask.key());
    switch (decide(ask, stored, rule)) {
      case CacheDecision.ServeFresh fresh -> answers.fresh(exchange, stored, fresh, rule);
      case CacheDecision.ServeStaleWhileRevalidate stale -> {
        fetching.revalidate(ask.asGet(), stored.response());
        answers.staleMeanwhile(exchange, stored, stale, rule);
      }
      case CacheDecision.Validate validate ->
          new Retrieval(exchange, ask.asGet(), validate, stored, node)
              .begin(new Purpose.Validate(stored.response()));
      case CacheDecision.Forward forward -> fetch(exchange, ask, forward, purpose(ask));
      case CacheDecision.GatewayTimeout refusal ->
          answers.gatewayTimeout(exchange, refusal.reason());
    }
  }

  private void withoutStored(ClientExchange exchange, Ask ask, Reason miss) {
    withoutStored(exchange, ask, miss, purpose(ask));
  }

  /// Where only selecting fields differ, what is stored may be the answer all the same.
  private void withoutVariant(ClientExchange exchange, Ask ask, List<StoredResponse> onDisk) {
    Purpose usual = purpose(ask);
    Purpose choice =
        usual instanceof Purpose.Whole ? Purpose.Choose.among(lookup.all(ask.key()), onDisk) : null;
    withoutStored(exchange, ask, Reason.VARY_MISS, choice == null ? usual : choice);
  }

  private void withoutStored(ClientExchange exchange, Ask ask, Reason miss, Purpose purpose) {
    switch (parts.use(ask, purpose(ask))) {
      case HeldParts.Serve(var part, var decision) -> answers.part(exchange, part, decision);
      case HeldParts.Fetch(var decision, var completing) ->
          fetch(exchange, ask, decision, completing);
      case HeldParts.None() -> fetch(exchange, ask, Reuse.onMiss(ask.facts(), miss), purpose);
    }
  }

  private void fetch(ClientExchange exchange, Ask ask, CacheDecision decision, Purpose purpose) {
    if (decision instanceof CacheDecision.GatewayTimeout(Reason reason)) {
      answers.gatewayTimeout(exchange, reason);
    } else {
      new Retrieval(exchange, ask, decision, null, node).begin(purpose);
    }
  }

  private CacheDecision decide(Ask ask, Variant stored, RefreshRule rule) {
    return Reuse.decide(ask.facts(), stored.response().facts(), rule, policy, clock.instant());
  }

  /// For a client about to go upstream: another may have brought meanwhile what it wants.
  private boolean serveIfStored(ClientExchange exchange, Ask ask) {
    Selection selection = lookup.select(ask.key(), exchange.fields(), clock.instant());
    hold(exchange, selection);
    RefreshRule rule = policy.ruleFor(ask.key());
    if (selection instanceof Selection.Selected(Variant stored, _)
        && decide(ask, stored, rule) instanceof CacheDecision.ServeFresh fresh) {
      answers.fresh(exchange, stored, fresh, rule);
      return true;
    }
    return false;
  }

  /// What is not asked for as a whole is asked for as the client did, and shared with nobody.
  private Purpose purpose(Ask ask) {
    boolean whole =
        ask.method().equals("GET")
            && (!ask.fields().contains("Range") || fetchesWhole(ask))
            && !Reception.isForOrigin(ask);
    return whole ? Purpose.WHOLE : Purpose.AS_ASKED;
  }

  private boolean fetchesWhole(Ask ask) {
    return policy.ruleFor(ask.key()).has(RefreshRule.Option.FETCH_WHOLE_ON_RANGE);
  }
}

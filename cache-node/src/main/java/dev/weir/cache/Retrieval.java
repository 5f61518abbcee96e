package dev.weir.cache;

import dev.weir.cache.decide.CacheDecision;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.decide.ErrorDecision;
import dev.weir.cache.decide.Reuse;
import dev.weir.cache.deliver.Interim;
import dev.weir.cache.entry.StoredFacts;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.fetch.FetchOutcome;
import dev.weir.cache.fetch.FetchTrouble;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.fetch.Waiter;
import dev.weir.cache.forward.Purpose;
import dev.weir.cache.store.Variant;
import java.time.InstantSource;
import java.util.function.BiPredicate;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// A client's GET or HEAD that the store alone could not answer, until upstream or the store after
/// all has.
final class Retrieval implements Waiter {

  private final ClientExchange exchange;
  private final Ask ask;
  private final CacheDecision decision;
  private final @Nullable Variant stored;
  private final Node node;

  /// What a retrieval asks of the node it happens at.
  ///
  /// @param serveIfStored answers from the store if what is there now may be used as it is
  record Node(
      Fetching fetching,
      Answers answers,
      CachePolicy policy,
      InstantSource clock,
      BiPredicate<ClientExchange, Ask> serveIfStored) {}

  /// @param stored what was found, if it could not be used as it is
  Retrieval(
      ClientExchange exchange,
      Ask ask,
      CacheDecision decision,
      @Nullable Variant stored,
      Node node) {
    this.exchange = exchange;
    this.ask = ask;
    this.decision = decision;
    this.stored = stored;
    this.node = node;
  }

  /// Goes upstream.
  void begin(Purpose purpose) {
    node.fetching().fetch(this, purpose);
  }

  @Override
  public Ask ask() {
    return ask;
  }

  @Override
  public boolean findsStored() {
    return node.serveIfStored().test(exchange, ask);
  }

  @Override
  public void onInterim(int status, HttpFields fields) {
    Interim.relay(exchange, status, fields);
  }

  @Override
  public boolean makesDo(FetchTrouble trouble) {
    if (stored == null) {
      return false;
    }
    StoredFacts facts = stored.response().facts();
    ErrorDecision onError =
        Reuse.onError(
            ask.facts(),
            facts,
            node.policy().ruleFor(ask.key()),
            node.policy(),
            node.clock().instant());
    return switch (onError) {
      case ErrorDecision.ServeStale stale -> {
        node.answers().staleOnError(exchange, stored, decision.reason(), stale, trouble);
        yield true;
      }
      case ErrorDecision.PassOn _ -> false;
    };
  }

  @Override
  public void onOutcome(FetchOutcome outcome) {
    switch (outcome) {
      case FetchOutcome.Arriving arriving ->
          node.answers().arriving(exchange, ask.key(), decision, arriving);
      case FetchOutcome.Validated validated ->
          node.answers().validated(exchange, decision.reason(), validated);
      case FetchOutcome.ValidatedOnce validated ->
          node.answers().validatedOnce(exchange, decision.reason(), validated);
      case FetchOutcome.Completed completed ->
          node.answers().completed(exchange, decision.reason(), completed);
      case FetchOutcome.NotShareable _ -> fetchForItself();
      case FetchOutcome.Overtaken _ -> begin(purpose());
      case FetchOutcome.Failed(var failure, var last) ->
          node.answers().failed(exchange, decision, failure, last);
    }
  }

  private void fetchForItself() {
    if (!findsStored()) {
      node.fetching().fetchAlone(this, purpose());
    }
  }

  private Purpose purpose() {
    return decision instanceof CacheDecision.Validate && stored != null
        ? new Purpose.Validate(stored.response())
        : Purpose.WHOLE;
  }
}

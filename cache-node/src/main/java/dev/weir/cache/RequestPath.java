package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.deliver.NodeFields;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.fetch.Fetching;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.invalidate.Invalidating;
import dev.weir.cache.invalidate.Purger;
import dev.weir.cache.lookup.ClientScheme;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.lookup.RequestKey;
import dev.weir.cache.store.ResponseStore;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The way of a request through a node, step by step, over a store and a way upstream.
final class RequestPath {

  private final NodeConfig config;
  private final ResponseStore store;
  private final Forwarding forwarding;
  private final Fetching fetching;
  private final Purger purger;
  private final InstantSource clock;

  RequestPath(
      NodeConfig config,
      ResponseStore store,
      Forwarding forwarding,
      Fetching fetching,
      Purger purger,
      InstantSource clock) {
    this.config = config;
    this.store = store;
    this.forwarding = forwarding;
    this.fetching = fetching;
    this.purger = purger;
    this.clock = clock;
  }

  /// What a node calls itself in Via, null when it does not show itself there.
  static @Nullable String pseudonym(NodeConfig config) {
    return config.exchange().via() ? config.uniqueHostname() : null;
  }

  /// The handler at its beginning, which judges by one policy to the end of each request;
  /// `listener` hears of every exchange.
  CacheHandler open(CachePolicy policy, ExchangeListener listener) {
    Fetching judged = fetching.judgingBy(policy);
    NodeFields node = new NodeFields(config.visibleHostname(), pseudonym(config));
    Answers answers = new Answers(node, policy, clock);
    Passing passing =
        new Passing(
            forwarding,
            judged,
            new Invalidating(purger),
            node,
            answers,
            new Passing.Limits(
                config.exchange().requestBodyMaxBytes(), config.exchange().readTimeout(), clock));
    Reception reception =
        new Reception(
            new RequestKey(config.httpPorts()), policy.keys(), pseudonym(config), answers, passing);
    return new CacheHandler(
        reception,
        new Lookup(store),
        judged,
        answers,
        new CacheHandler.Rules(policy, new ClientScheme(config.httpPorts()), parts(policy), clock),
        listener);
  }

  private HeldParts parts(CachePolicy policy) {
    long largest = CacheEngine.largestInMemoryBytes(config.storage());
    return new HeldParts(store.parts(), policy, clock, largest);
  }
}

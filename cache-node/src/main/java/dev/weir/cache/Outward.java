package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.entry.SelectingFields;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.forward.ForwardSettings;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Timing;
import dev.weir.cache.forward.UpstreamFields;
import dev.weir.cache.lookup.Lookup;
import dev.weir.cache.route.CopyAges;
import dev.weir.cache.route.Ownership;
import dev.weir.cache.route.Route;
import dev.weir.cache.route.SiblingQuestion;
import dev.weir.cache.store.ResponseStore;
import dev.weir.runtime.upstream.KeepAlive;
import dev.weir.runtime.upstream.UpstreamClient;
import java.util.function.Supplier;

/// The way upstream, put together: who is asked, what is said to them, how long they are waited
/// for.
final class Outward {

  private Outward() {}

  static Forwarding of(
      NodeConfig config,
      Supplier<CachePolicy> inForce,
      Cluster cluster,
      ResponseStore store,
      UpstreamClient client,
      Timing timing) {
    SiblingQuestion siblings = cluster.icp() == null ? SiblingQuestion.NOBODY : cluster.icp()::ask;
    KeepAlive keepAlive =
        config.exchange().serverPersistentConnections() ? KeepAlive.ON : KeepAlive.OFF;
    CopyAges copyAges = cluster.copyAges(timing.clock());
    Route route =
        new Route(
            cluster.peers(),
            siblings,
            ask -> variant(store, ask),
            copyAges,
            new Ownership(cluster.peers(), timing.clock()));
    return new Forwarding(
        client::send,
        route,
        new UpstreamFields(
            RequestPath.pseudonym(config), config.policy().mode(), cluster.hopMark()),
        new Forwarding.Judgement(inForce, copyAges),
        ForwardSettings.of(keepAlive, config.exchange().readTimeout()),
        timing);
  }

  /// The number of the variant a request is for, as far as its kin tell what makes variants.
  private static int variant(ResponseStore store, Ask ask) {
    SelectingFields wanted = new Lookup(store).guess(ask.key(), ask.fields());
    return wanted.names().isEmpty() ? SelectingFields.ANY_VARIANT : wanted.fingerprint();
  }
}

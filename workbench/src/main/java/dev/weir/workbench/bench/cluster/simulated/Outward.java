package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.forward.ForwardSettings;
import dev.weir.cache.forward.Forwarding;
import dev.weir.cache.forward.Timing;
import dev.weir.cache.forward.UpstreamFields;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.purge.Tombstones;
import dev.weir.cache.route.CopyAges;
import dev.weir.cache.route.Ownership;
import dev.weir.cache.route.Route;
import dev.weir.cache.route.SiblingQuestion;
import dev.weir.cache.secret.HopMark;
import dev.weir.runtime.upstream.KeepAlive;
import dev.weir.workbench.bench.cluster.network.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The way from a simulated node to others, put together as in a real one.
final class Outward {

  private static final int ANY_VARIANT = 0;

  private Outward() {}

  static Forwarding of(
      NodeConfig config,
      PeerTable peers,
      SiblingQuestion siblings,
      Forwarding.Sending sending,
      VirtualTime time) {
    CopyAges copyAges = new CopyAges(new Tombstones(), time);
    Route route =
        new Route(peers, siblings, _ -> ANY_VARIANT, copyAges, new Ownership(peers, time));
    return new Forwarding(
        sending,
        route,
        new UpstreamFields(config.visibleHostname(), config.policy().mode(), hopMark(peers, time)),
        new Forwarding.Judgement(config::policy, copyAges),
        ForwardSettings.of(KeepAlive.ON, config.exchange().readTimeout()),
        new Timing(time, time.scheduler()));
  }

  private static HopMark hopMark(PeerTable peers, VirtualTime time) {
    try {
      return HopMark.of(null, peers::ourName, time);
    } catch (IOException e) {
      throw new UncheckedIOException("there is no secret to read", e);
    }
  }
}

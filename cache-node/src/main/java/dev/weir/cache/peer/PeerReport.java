package dev.weir.cache.peer;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.peer.health.ConnectHealth;
import dev.weir.cache.peer.health.FalseHits;
import dev.weir.cache.peer.health.Liveness;
import dev.weir.cache.peer.health.PeerCounters;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One peer as the admin listener shows it.
///
/// @param address null while the name has never been resolved
/// @param icp `living`, `suspected`, `unresolved`, `off`, or `ourselves`
/// @param icpReason why
/// @param icpSince null: since the node started
/// @param meanMicros smoothed time of an ICP answer, null before the first
/// @param tailMicros estimate of the slowest answers, null before the first
/// @param connectFailuresInRow TCP connections that failed since the last success
/// @param falseHitsInLast100 fetches after a HIT that came to nothing, of the last 100
/// @param votes whether HITs of this peer are followed
/// @param used whether requests may be sent to it now
/// @param why why, or why not
/// @param firstByteMicros estimate of its slowest response heads, null before the first
/// @param invalidations how it went when it was asked, at our start, what had become invalid while
///   we were away: `caught up with`, or `skipped at the start` and why; empty when it was not
/// @param counts events since the node started
public record PeerReport(
    String name,
    String kind,
    String host,
    @Nullable String address,
    int httpPort,
    int icpPort,
    String icp,
    String icpReason,
    @Nullable Instant icpSince,
    @Nullable Long meanMicros,
    @Nullable Long tailMicros,
    boolean connects,
    int connectFailuresInRow,
    int falseHitsInLast100,
    boolean votes,
    boolean used,
    String why,
    @Nullable Long firstByteMicros,
    String invalidations,
    Map<String, Long> counts) {

  static PeerReport of(Peer peer, ConnectHealth connects, FalseHits falseHits, boolean ourselves) {
    PeerSettings settings = peer.settings();
    InetAddress address = peer.address();
    Liveness.State state = peer.liveness().state();
    return new PeerReport(
        peer.name(),
        lower(settings.kind()),
        settings.host(),
        address == null ? null : address.getHostAddress(),
        settings.httpPort(),
        settings.icpPort(),
        icp(peer, ourselves),
        peer.isQueried() ? state.reason() : "",
        state.since(),
        micros(peer.roundTrips().mean()),
        micros(peer.roundTrips().tail()),
        connects.usable(),
        connects.failuresInRow(),
        falseHits.inWindow(),
        falseHits.votes(),
        hindrance(peer, connects, falseHits, ourselves) == null,
        why(peer, connects, falseHits, ourselves),
        micros(peer.firstBytes().tail()),
        peer.caughtUp(),
        counts(peer.counters()));
  }

  private static String why(
      Peer peer, ConnectHealth connects, FalseHits falseHits, boolean ourselves) {
    String hindrance = hindrance(peer, connects, falseHits, ourselves);
    if (hindrance != null) {
      return hindrance;
    }
    if (peer.isOwner()) {
      return "owns its part of the URLs";
    }
    return peer.settings().kind() == PeerSettings.Kind.PARENT
        ? "fetches what is not stored here"
        : peer.liveness().state().reason();
  }

  /// Why nothing is sent to the peer, null when something may be.
  private static @Nullable String hindrance(
      Peer peer, ConnectHealth connects, FalseHits falseHits, boolean ourselves) {
    if (ourselves) {
      return "is this node itself";
    }
    if (peer.isDraining()) {
      return "is draining, as it says";
    }
    if (!connects.usable()) {
      return connects.failuresInRow() + " connections in a row failed; tried once a second";
    }
    return peer.settings().kind() == PeerSettings.Kind.PARENT
        ? null
        : siblingHindrance(peer, falseHits);
  }

  private static @Nullable String siblingHindrance(Peer peer, FalseHits falseHits) {
    if (peer.address() == null) {
      return "its name does not resolve";
    }
    if (peer.isOwner()) {
      return hindranceOfOwner(peer);
    }
    if (!peer.isQueried()) {
      return "is not asked: no ICP port, or no-query";
    }
    if (!peer.liveness().living()) {
      return peer.liveness().state().reason();
    }
    return falseHits.votes() ? null : "too many of its HITs were false; one in sixteen is followed";
  }

  private static @Nullable String hindranceOfOwner(Peer peer) {
    if (peer.answersOwned()) {
      return null;
    }
    return peer.denies()
        ? "does not believe us to be of its cluster: are sibling_secret_file and clocks the same?"
            + " tried once a second"
        : "did not answer in time; tried once a second";
  }

  private static String icp(Peer peer, boolean ourselves) {
    if (ourselves) {
      return "ourselves";
    }
    if (peer.isQueried()) {
      return lower(peer.liveness().state().standing());
    }
    return peer.address() == null && peer.settings().icpPort() != 0 ? "unresolved" : "off";
  }

  private static @Nullable Long micros(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1000;
  }

  private static Map<String, Long> counts(PeerCounters counters) {
    Map<String, Long> named = new TreeMap<>();
    counters.snapshot().forEach((event, count) -> named.put(lower(event), count));
    return named;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

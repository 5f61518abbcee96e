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
        counts(peer.counters()));
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

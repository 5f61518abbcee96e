package dev.weir.workbench.bench.cluster.cases;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.health.PeerCounters;
import dev.weir.workbench.bench.cluster.network.Weather;
import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import dev.weir.workbench.bench.cluster.simulated.Served;
import dev.weir.workbench.bench.cluster.simulated.SimulatedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A sibling falls silent under 500 misses a second at one node, and comes back.
///
/// @param added milliseconds by which the 99th percentile of the waits grew
/// @param longestWait milliseconds, while the sibling is silent
/// @param inVain questions put to it while it is silent, before it is given up
/// @param most milliseconds the slowest miss took from then on
/// @param failed misses that got no page
/// @param askedAgain after its return until it is asked again; negative when it never is
/// @param waits of the misses around the moment of falling silent
public record Silence(
    int nodes,
    Kind kind,
    double added,
    double longestWait,
    long inVain,
    double most,
    long failed,
    Duration askedAgain,
    List<Wait> waits) {

  private static final double MOST_ADDED = 20;
  private static final double MOST = 300;

  private static final int ASKED = 0;
  private static final int SILENT = 1;
  private static final Duration WARMING = Duration.ofSeconds(4);
  private static final Duration SOUND = Duration.ofSeconds(5);
  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final Duration BACK = Duration.ofSeconds(5);
  private static final Duration NEVER = Duration.ofSeconds(-1);

  /// What becomes of it.
  public enum Kind {
    KILLED("killed"),
    STOPPED("stopped"),
    CUT_OFF("cut off");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /// One miss.
  ///
  /// @param at milliseconds since the silence began
  /// @param millis it waited
  public record Wait(double at, double millis) {}

  public static Silence of(int nodes, Kind kind, Keys keys) {
    try (var cluster = new SimulatedCluster(nodes, Layout.MESH, Weather.FINE, nodes)) {
      Traffic traffic = new Traffic();
      Traffic.Plan misses = number -> new Traffic.Call(ASKED, keys.unheardOf(number));
      traffic.run(cluster, misses, WARMING.plus(SOUND));
      long asked = asked(cluster);
      Duration fell = cluster.time().elapsed();
      fallSilent(cluster, kind);
      traffic.run(cluster, misses, AWAY);
      long inVain = asked(cluster) - asked;
      comeBack(cluster, kind);
      Duration again = untilAsked(cluster, traffic, misses);
      traffic.run(cluster, misses, BACK);
      cluster.time().pass(Duration.ofSeconds(30));
      Duration end = cluster.time().elapsed();
      double before = traffic.millis(Served::waited, 99, fell.minus(SOUND), fell);
      return new Silence(
          nodes,
          kind,
          traffic.millis(Served::waited, 99, fell, fell.plus(AWAY)) - before,
          traffic.millis(Served::waited, 100, fell, fell.plus(AWAY)),
          inVain,
          traffic.millis(Served::took, 100, fell, end),
          traffic.count(Served::isFailed) + traffic.sent() - traffic.answers().size(),
          again,
          waits(traffic, fell));
    }
  }

  private static void fallSilent(SimulatedCluster cluster, Kind kind) {
    switch (kind) {
      case KILLED -> cluster.kill(SILENT);
      case STOPPED -> cluster.stop(SILENT);
      case CUT_OFF -> cluster.cutOff(List.of(SILENT));
    }
  }

  private static void comeBack(SimulatedCluster cluster, Kind kind) {
    switch (kind) {
      case KILLED, STOPPED -> cluster.goOn(SILENT);
      case CUT_OFF -> cluster.heal();
    }
  }

  private static Duration untilAsked(
      SimulatedCluster cluster, Traffic traffic, Traffic.Plan misses) {
    long before = asked(cluster);
    Duration since = cluster.time().elapsed();
    while (asked(cluster) == before) {
      traffic.run(cluster, misses, Traffic.INTERVAL);
      if (cluster.time().elapsed().minus(since).compareTo(Duration.ofMinutes(1)) > 0) {
        return NEVER;
      }
    }
    return cluster.time().elapsed().minus(since);
  }

  private static long asked(SimulatedCluster cluster) {
    Peer silent = cluster.nodes().get(ASKED).siblings().getFirst();
    return silent.counters().of(PeerCounters.Event.ASKED);
  }

  private static List<Wait> waits(Traffic traffic, Duration fell) {
    List<Wait> waits = new ArrayList<>();
    for (Served each : traffic.answers()) {
      double at = each.arrived().minus(fell).toNanos() / 1e6;
      if (at >= -20 && at < 80) {
        waits.add(new Wait(at, each.waited().toNanos() / 1e6));
      }
    }
    return waits;
  }

  static String name(int nodes, Kind kind) {
    return "simulation: sibling %s, %d nodes".formatted(kind.text, nodes);
  }

  Row row() {
    return new Row(
        "wait p99 %+.1f ms, most %.1f ms, %d in vain; slowest %.0f ms, failed %d; again after %.1f s"
            .formatted(added, longestWait, inVain, most, failed, askedAgain.toMillis() / 1000.0),
        "p99 +20 ms, slowest 300 ms, failed none, asked again",
        added < MOST_ADDED && most <= MOST && failed == 0 && !askedAgain.isNegative());
  }
}

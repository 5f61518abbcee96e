package dev.weir.workbench.bench.cluster.cases;

import dev.weir.cache.peer.Peer;
import dev.weir.workbench.bench.cluster.network.Weather;
import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import dev.weir.workbench.bench.cluster.simulated.Served;
import dev.weir.workbench.bench.cluster.simulated.SimulatedCluster;
import java.time.Duration;
import java.util.List;

/// Two of five nodes are cut off from the other three for ten seconds, under 500 requests a second.
///
/// @param requests sent in all
/// @param failed of them without a page
/// @param slowWait milliseconds that 99 of 100 misses waited at most, while cut off
/// @param most milliseconds the slowest took
/// @param apart pairs of nodes that do not use each other at the end
public record Healing(
    Layout layout, int requests, long failed, double slowWait, double most, long apart) {

  private static final int NODES = 5;
  private static final Duration SOUND = Duration.ofSeconds(10);
  private static final Duration CUT = Duration.ofSeconds(10);

  public static Healing of(Layout layout, Keys keys) {
    try (var cluster = new SimulatedCluster(NODES, layout, Weather.FINE, NODES)) {
      cluster.settle();
      Traffic traffic = new Traffic();
      Traffic.Plan plan =
          number ->
              new Traffic.Call(number % NODES, keys.asked().get(number % keys.asked().size()));
      traffic.run(cluster, plan, SOUND);
      Duration cut = cluster.time().elapsed();
      cluster.cutOff(List.of(0, 1));
      traffic.run(cluster, plan, CUT);
      cluster.heal();
      traffic.run(cluster, plan, SOUND.multipliedBy(2));
      cluster.time().pass(Duration.ofMinutes(2));
      return new Healing(
          layout,
          traffic.sent(),
          traffic.count(Served::isFailed) + traffic.sent() - traffic.answers().size(),
          traffic.millis(Served::waited, 99, cut, cut.plus(CUT)),
          traffic.millis(Served::took, 100),
          cluster.nodes().stream()
              .flatMap(node -> node.siblings().stream())
              .filter(peer -> !isUsed(peer, layout))
              .count());
    }
  }

  private static boolean isUsed(Peer peer, Layout layout) {
    return switch (layout) {
      case MESH -> peer.isAwaited();
      case OWNERS -> peer.admitsOwned();
    };
  }

  static String name(Layout layout) {
    String who = layout == Layout.MESH ? "siblings" : "owners";
    return "simulation: %d %s cut in two and healed".formatted(NODES, who);
  }

  Row row() {
    return new Row(
        "failed %d of %d; while cut, wait p99 %.1f ms; slowest %.0f ms; apart afterwards %d"
            .formatted(failed, requests, slowWait, most, apart),
        "failed none, apart none",
        failed == 0 && apart == 0);
  }
}

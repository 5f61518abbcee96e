package dev.weir.workbench.bench.cluster.cases;

import dev.weir.workbench.bench.cluster.network.Weather;
import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import dev.weir.workbench.bench.cluster.simulated.Served;
import dev.weir.workbench.bench.cluster.simulated.SimulatedCluster;
import java.time.Duration;

/// How much nodes talk for a miss, counted on the network: datagrams, requests and responses.
///
/// @param toOwners messages for a miss where every URL has an owner, however the request came
/// @param inMesh the same where every node asks every other by ICP
public record Chatter(int nodes, double toOwners, double inMesh) {

  private static final double MOST_TO_OWNERS = 2;

  private static final int MOST_REQUESTS = 10_000;

  public static Chatter of(int nodes, Keys keys) {
    return new Chatter(
        nodes, messages(nodes, Layout.OWNERS, keys), messages(nodes, Layout.MESH, keys));
  }

  private static double messages(int nodes, Layout layout, Keys keys) {
    try (var cluster = new SimulatedCluster(nodes, layout, Weather.FINE, nodes)) {
      cluster.settle();
      long before = cluster.messages();
      Traffic traffic = new Traffic();
      int requests = Math.min(MOST_REQUESTS, keys.asked().size());
      traffic.run(
          cluster,
          number -> new Traffic.Call(number % nodes, keys.asked().get(number)),
          Traffic.INTERVAL.multipliedBy(requests));
      cluster.time().pass(Duration.ofSeconds(10));
      return (cluster.messages() - before) / (double) Math.max(1, traffic.count(Served::isMiss));
    }
  }

  static String name(int nodes) {
    return "simulation: messages for a miss, %d nodes".formatted(nodes);
  }

  Row row() {
    return new Row(
        "to the owner %.2f, in an ICP mesh %.2f".formatted(toOwners, inMesh),
        "to the owner 2",
        toOwners <= MOST_TO_OWNERS);
  }
}

package dev.weir.workbench.bench.cluster.cases;

import dev.weir.workbench.bench.cluster.network.Weather;
import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import dev.weir.workbench.bench.cluster.simulated.Served;
import dev.weir.workbench.bench.cluster.simulated.SimulatedCluster;
import java.time.Duration;

/// Siblings on a network that loses messages, asked for the keys in turn.
///
/// @param loss share of the messages that get lost
/// @param hits share of the requests that some store answered
/// @param siblings share of the requests that a sibling answered
/// @param meanWait milliseconds until the one is asked who answers a miss
/// @param slowWait the same, of the slowest of a hundred misses
/// @param most milliseconds the slowest miss took
/// @param failed requests that got no page
public record Losses(
    double loss,
    double hits,
    double siblings,
    double meanWait,
    double slowWait,
    double most,
    long failed) {

  private static final double MOST = 300;

  private static final int NODES = 5;

  public static Losses of(double loss, Keys keys) {
    try (var cluster = new SimulatedCluster(NODES, Layout.MESH, Weather.FINE.losing(loss), NODES)) {
      Traffic traffic = new Traffic();
      traffic.run(
          cluster,
          number -> new Traffic.Call(number % NODES, keys.asked().get(number)),
          Traffic.INTERVAL.multipliedBy(keys.asked().size()));
      cluster.time().pass(Duration.ofSeconds(60));
      return new Losses(
          loss,
          traffic.share(Served::isHit),
          traffic.share(each -> each.source() == Served.Source.SIBLING),
          traffic.meanWaitMillis(),
          traffic.millis(Served::waited, 99),
          traffic.millis(Served::took, 100),
          traffic.count(Served::isFailed) + traffic.sent() - traffic.answers().size());
    }
  }

  static String name(double loss) {
    return "simulation: %.0f %% lost, %d nodes".formatted(loss * 100, NODES);
  }

  Row row() {
    return new Row(
        "hits %.1f %%, %.1f %% of siblings; wait %.1f ms, p99 %.1f ms; slowest %.0f ms, failed %d"
            .formatted(hits * 100, siblings * 100, meanWait, slowWait, most, failed),
        "slowest 300 ms, failed none",
        most <= MOST && failed == 0);
  }
}

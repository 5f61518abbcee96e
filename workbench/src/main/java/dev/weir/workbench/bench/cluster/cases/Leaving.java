package dev.weir.workbench.bench.cluster.cases;

import dev.weir.cache.entry.CacheKey;
import dev.weir.runtime.owner.BoundedLoad;
import dev.weir.workbench.bench.cluster.network.Weather;
import dev.weir.workbench.bench.cluster.simulated.Keys;
import dev.weir.workbench.bench.cluster.simulated.Layout;
import dev.weir.workbench.bench.cluster.simulated.SimulatedCluster;
import dev.weir.workbench.bench.cluster.simulated.SimulatedEdge;
import dev.weir.workbench.bench.cluster.simulated.SimulatedNode;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// The fullest of N nodes that own URLs leaves, behind an edge.
///
/// @param fetchedAgain share of the URLs that had to be fetched anew
/// @param uneven the most copies of one node against the average, before
/// @param hottest the most one node ever has in flight against the average, when half of all
///   requests are for one URL
/// @param failed requests without a page
public record Leaving(int nodes, double fetchedAgain, double uneven, double hottest, long failed) {

  private static final double MOST_UNEVEN = 1.15;

  /// Fewer than that among fifty nodes, and chance makes some much fuller than others.
  private static final int LEAST_URLS = 20_000;

  private static final Duration APART = Duration.ofMillis(1);
  private static final int CLIENTS_PER_NODE = 40;
  private static final int REQUESTS_PER_CLIENT = 25;

  public static Leaving of(int nodes, Keys some) {
    Keys keys = some.widenedTo(LEAST_URLS);
    Hot hot = new Hot(nodes, keys);
    double hottest = hot.run();
    try (var cluster = new SimulatedCluster(nodes, Layout.OWNERS, Weather.FINE, nodes)) {
      cluster.settle();
      SimulatedEdge edge = cluster.edge();
      long failed = askForAll(cluster, edge, keys);
      List<Integer> copies = cluster.nodes().stream().map(SimulatedNode::copies).toList();
      int most = Collections.max(copies);
      double mean = copies.stream().mapToInt(each -> each).average().orElse(1);
      cluster.leave(fullest(cluster));
      edge.refresh();
      long before = cluster.fetches();
      failed += askForAll(cluster, edge, keys);
      return new Leaving(
          nodes,
          (cluster.fetches() - before) / (double) keys.all().size(),
          most / mean,
          hottest,
          failed + hot.failed);
    }
  }

  private static int fullest(SimulatedCluster cluster) {
    SimulatedNode fullest =
        Collections.max(cluster.nodes(), Comparator.comparingInt(SimulatedNode::copies));
    return cluster.nodes().indexOf(fullest);
  }

  private static long askForAll(SimulatedCluster cluster, SimulatedEdge edge, Keys keys) {
    long[] pages = new long[1];
    for (CacheKey key : keys.all()) {
      edge.get(key, status -> pages[0] += status == 200 ? 1 : 0);
      cluster.time().pass(APART);
    }
    cluster.time().pass(Duration.ofSeconds(60));
    return keys.all().size() - pages[0];
  }

  /// Clients that ask again as soon as they are answered, every second time for the same URL.
  private static final class Hot {

    private final int nodes;
    private final Keys keys;
    private final SplittableRandom random = new SplittableRandom(1);
    private int left;
    private int most;
    private long failed;

    Hot(int nodes, Keys keys) {
      this.nodes = nodes;
      this.keys = keys;
    }

    double run() {
      try (var cluster = new SimulatedCluster(nodes, Layout.OWNERS, Weather.FINE, nodes)) {
        SimulatedEdge edge = cluster.edge();
        int clients = CLIENTS_PER_NODE * nodes;
        left = clients * REQUESTS_PER_CLIENT;
        for (int i = 0; i < clients; i++) {
          ask(edge);
        }
        while (left > 0) {
          cluster.time().pass(Duration.ofMillis(10));
        }
        // What is still under way may fail, too.
        cluster.time().pass(Duration.ofSeconds(10));
        return most / (double) CLIENTS_PER_NODE;
      }
    }

    private void ask(SimulatedEdge edge) {
      if (left <= 0) {
        return;
      }
      left--;
      List<CacheKey> all = keys.all();
      CacheKey key = all.get(random.nextBoolean() ? 0 : random.nextInt(all.size()));
      edge.get(
          key,
          status -> {
            failed += status == 200 ? 0 : 1;
            ask(edge);
          });
      most = Math.max(most, edge.mostInFlight());
    }
  }

  private double mostFetched() {
    return 1.0 / nodes + 0.01;
  }

  static String name(int nodes) {
    return "simulation: one of %d nodes leaves".formatted(nodes);
  }

  Row row() {
    return new Row(
        "fetched again %.1f %%, fullest/mean %.2f, hot URL %.2f, failed %d"
            .formatted(fetchedAgain * 100, uneven, hottest, failed),
        "again %.1f %%, %.2f, %.2f, none"
            .formatted(mostFetched() * 100, MOST_UNEVEN, BoundedLoad.FACTOR),
        fetchedAgain <= mostFetched()
            && uneven < MOST_UNEVEN
            && hottest <= BoundedLoad.FACTOR
            && failed == 0);
  }
}

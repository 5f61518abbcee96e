package dev.weir.workbench.bench.cluster.cases;

import dev.weir.cache.entry.CacheKey;
import dev.weir.workbench.bench.cluster.simulated.Served;
import dev.weir.workbench.bench.cluster.simulated.SimulatedCluster;
import dev.weir.workbench.bench.load.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Requests at a steady rate, due whether or not those before have been answered, and their
/// answers.
final class Traffic {

  /// Time between two requests: 500 a second.
  static final Duration INTERVAL = Duration.ofMillis(2);

  private final List<Served> answers = new ArrayList<>();
  private int sent;

  /// Which node is asked for what.
  @FunctionalInterface
  interface Plan {
    Call call(int number);
  }

  record Call(int node, CacheKey key) {}

  /// Sends requests for so long; lets the time pass.
  void run(SimulatedCluster cluster, Plan plan, Duration length) {
    long end = length.dividedBy(INTERVAL);
    for (long i = 0; i < end; i++) {
      cluster.time().pass(INTERVAL);
      Call call = plan.call(sent++);
      cluster.get(call.node(), call.key(), answers::add);
    }
  }

  /// Requests sent so far.
  int sent() {
    return sent;
  }

  /// Answers so far, in their order.
  List<Served> answers() {
    return answers;
  }

  long count(Predicate<Served> which) {
    return answers.stream().filter(which).count();
  }

  double share(Predicate<Served> which) {
    return answers.isEmpty() ? 0 : count(which) / (double) answers.size();
  }

  /// Milliseconds that `percent` of the misses that arrived from `begin` up to `end` do not exceed.
  double millis(Function<Served, Duration> what, double percent, Duration begin, Duration end) {
    Latencies times = new Latencies();
    for (Served each : answers) {
      boolean isIn = each.arrived().compareTo(begin) >= 0 && each.arrived().compareTo(end) < 0;
      if (isIn && each.isMiss()) {
        times.record(0, what.apply(each).toNanos());
      }
    }
    return times.percentileMicros(percent) / 1000.0;
  }

  /// The same over all misses.
  double millis(Function<Served, Duration> what, double percent) {
    return millis(what, percent, Duration.ZERO, Duration.ofDays(1));
  }

  /// Milliseconds the average miss waits before the one is asked who answers.
  double meanWaitMillis() {
    return answers.stream()
            .filter(Served::isMiss)
            .mapToLong(each -> each.waited().toNanos())
            .average()
            .orElse(0)
        / 1e6;
  }
}

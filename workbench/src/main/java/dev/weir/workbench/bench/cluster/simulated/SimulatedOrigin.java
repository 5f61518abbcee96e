package dev.weir.workbench.bench.cluster.simulated;

import dev.weir.runtime.upstream.UpstreamRequest;
import dev.weir.runtime.upstream.UpstreamResponse;
import dev.weir.workbench.bench.cluster.network.Machine;
import dev.weir.workbench.bench.cluster.network.Network;
import java.time.Duration;
import java.util.function.Consumer;

/// An origin that has every page.
final class SimulatedOrigin implements Machine.Server {

  /// Every answer takes this, and as much again as [#SPREAD] on average.
  private static final Duration LEAST = Duration.ofMillis(15);

  private static final Duration SPREAD = Duration.ofMillis(5);

  private final Network network;
  private long fetches;

  SimulatedOrigin(Network network) {
    this.network = network;
  }

  @Override
  public void accept(UpstreamRequest request, Consumer<UpstreamResponse> then) {
    fetches++;
    Duration work = LEAST.plusNanos(network.exponential(SPREAD));
    network.time().after(work, () -> then.accept(Responses.page()));
  }

  /// Requests so far.
  long fetches() {
    return fetches;
  }
}

package dev.weir.workbench.demo;

import dev.weir.runtime.lifecycle.Tier;
import dev.weir.workbench.run.InvalidConfig;
import dev.weir.workbench.run.TierFile;
import dev.weir.workbench.run.TierKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// All tiers of the demo in this one JVM: the application, two sibling cache nodes, the edge.
final class DemoStack implements AutoCloseable {

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

  private final Tier app;
  private final Tier nodeA;
  private final Tier nodeB;
  private final Tier edge;

  private DemoStack(Tier app, Tier nodeA, Tier nodeB, Tier edge) {
    this.app = app;
    this.nodeA = nodeA;
    this.nodeB = nodeB;
    this.edge = edge;
  }

  /// Reads the four files in `configs`, starts the tiers side by side, and returns when all are
  /// ready.
  static DemoStack start(Path configs, DemoPorts ports) throws InvalidConfig, IOException {
    DemoStack stack =
        new DemoStack(
            tier(TierKind.APP, configs.resolve("app.yaml"), ports),
            tier(TierKind.NODE, configs.resolve("node-a.conf"), ports),
            tier(TierKind.NODE, configs.resolve("node-b.conf"), ports),
            tier(TierKind.EDGE, configs.resolve("edge.yaml"), ports));
    try {
      stack.startAll();
    } catch (IOException e) {
      stack.close();
      throw e;
    }
    return stack;
  }

  Tier app() {
    return app;
  }

  Tier nodeA() {
    return nodeA;
  }

  Tier nodeB() {
    return nodeB;
  }

  Tier edge() {
    return edge;
  }

  List<Tier> tiers() {
    return List.of(edge, nodeA, nodeB, app);
  }

  /// Client side first, so that nobody asks a tier that is gone.
  @Override
  public void close() {
    tiers().forEach(tier -> tier.drain(DRAIN_LIMIT));
    tiers().forEach(Tier::close);
  }

  private static Tier tier(TierKind kind, Path file, DemoPorts ports)
      throws InvalidConfig, IOException {
    return TierFile.read(kind, file, ports.variables()).tier();
  }

  private void startAll() throws IOException {
    List<Callable<Tier>> starts = new ArrayList<>();
    for (Tier tier : tiers()) {
      starts.add(() -> started(tier));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Tier> start : threads.invokeAll(starts)) {
        start.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? failure
          : new IOException("a tier did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting", e);
    }
  }

  private static Tier started(Tier tier) throws IOException {
    try {
      tier.start();
      return tier;
    } catch (Exception e) { // whatever it is, the reader wants to know whose it is
      throw new IOException(tier.name() + " did not start: " + e.getMessage(), e);
    }
  }
}

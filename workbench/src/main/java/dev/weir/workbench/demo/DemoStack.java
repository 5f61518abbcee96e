package dev.weir.workbench.demo;

import dev.weir.edge.EdgeSettings;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.workbench.run.InvalidConfig;
import dev.weir.workbench.run.TierFile;
import dev.weir.workbench.run.TierKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// All tiers of the demo in this one JVM: the application, two sibling cache nodes, the edge.
final class DemoStack implements AutoCloseable {

  static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

  private final EdgeSettings edgeSettings;
  private final Tier app;
  private final Tier nodeA;
  private final Tier nodeB;
  private final Tier edge;

  /// Reads the four files in `configs`; nothing is started yet.
  DemoStack(Path configs, DemoPorts ports) throws InvalidConfig, IOException {
    Map<String, String> variables = ports.variables();
    Path edgeFile = configs.resolve("edge.yaml");
    edgeSettings = TierFile.edgeSettings(edgeFile, variables);
    List<TierFile> files =
        List.of(
            TierFile.read(TierKind.APP, configs.resolve("app.yaml"), variables),
            TierFile.read(TierKind.NODE, configs.resolve("node-a.conf"), variables),
            TierFile.read(TierKind.NODE, configs.resolve("node-b.conf"), variables),
            TierFile.read(TierKind.EDGE, edgeFile, variables));
    app = files.get(0).tier();
    nodeA = files.get(1).tier();
    nodeB = files.get(2).tier();
    edge = files.get(3).tier();
  }

  /// Starts the tiers side by side; returns when all are ready. What came up is closed again when
  /// one does not, or when the thread is interrupted.
  void start() throws IOException, InterruptedException {
    try {
      startAll();
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  EdgeSettings edgeSettings() {
    return edgeSettings;
  }

  Tier app() {
    return app;
  }

  Tier edge() {
    return edge;
  }

  /// The one clients talk to first.
  List<Tier> tiers() {
    return List.of(edge, nodeA, nodeB, app);
  }

  /// Client side first, so that nobody asks a tier that is gone.
  @Override
  public void close() {
    tiers().forEach(tier -> tier.drain(DRAIN_LIMIT));
    tiers().forEach(Tier::close);
  }

  private void startAll() throws IOException, InterruptedException {
    List<Callable<Tier>> starts = new ArrayList<>();
    for (Tier tier : tiers()) {
      starts.add(() -> started(tier));
    }
    // Leaving the block waits for the starts, which an interrupt has interrupted too.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Tier> start : threads.invokeAll(starts)) {
        start.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? failure
          : new IOException("a tier did not start", e.getCause());
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

package dev.weir.workbench.bench.limit;

import dev.weir.workbench.bench.report.Summary;
import dev.weir.workbench.bench.stack.RepeatedLook;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks at what a program and its children have in RAM, again and again.
final class RamWatch implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final double MEGABYTE = 1e6;

  private final ServerProcess process;
  private final List<Double> megabytes = new ArrayList<>();
  private final RepeatedLook looks;

  RamWatch(ServerProcess process) {
    this.process = process;
    looks = RepeatedLook.start(PAUSE, this::look);
  }

  /// Of all looks; after `close`.
  Summary megabytes() {
    return Summary.of(megabytes.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public void close() {
    looks.close();
  }

  private void look() {
    megabytes.add(process.memory() / MEGABYTE);
  }
}

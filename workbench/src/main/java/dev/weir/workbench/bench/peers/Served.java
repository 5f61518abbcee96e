package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.stack.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A contender that runs: its processes, the first one being where requests go in.
///
/// - `counted`: whose CPU time counts; also those it shares with others, such as the origin.
/// - `files`: its configuration, by name.
record Served(
    int port, List<ServerProcess> own, List<ServerProcess> counted, Map<String, String> files)
    implements AutoCloseable {

  Served {
    own = List.copyOf(own);
    counted = List.copyOf(counted);
  }

  Duration cpu() {
    return counted.stream().map(ServerProcess::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  /// Octets in RAM.
  long memory() {
    return own.stream().mapToLong(ServerProcess::memory).sum();
  }

  @Override
  public void close() {
    own.forEach(ServerProcess::close);
  }
}

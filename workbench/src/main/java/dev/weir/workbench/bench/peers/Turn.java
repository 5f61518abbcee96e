package dev.weir.workbench.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// What came of one turn of load on a contender; `micros` is CPU time for a request.
record Turn(Wrk.Done done, double micros) {

  private static final double NANOS_PER_MICRO = 1000;

  /// @param directory for what the load generator writes
  static Turn of(Served served, Wrk.Work work, Duration length, Path directory) throws IOException {
    Duration before = served.cpu();
    Wrk.Done done = Wrk.run(work, served.port(), length, directory);
    double micros = served.cpu().minus(before).toNanos() / NANOS_PER_MICRO;
    return new Turn(done, micros / Math.max(1, done.requests()));
  }
}

package dev.weir.workbench.bench.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where it was measured, and what.
///
/// - `commit`: of the repository, with `+` when files had changed since.
/// - `cpuTime`: where CPU times come from.
public record Machine(
    String cpu,
    int cores,
    long memory,
    String system,
    String java,
    String weir,
    String commit,
    String cpuTime) {

  private static final int GIBI = 30;

  /// One line for the head of a table.
  public String heading(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS) + ", " + line();
  }

  /// In one line.
  public String line() {
    return cores
        + " x "
        + cpu
        + ", "
        + (memory >> GIBI)
        + " GiB, "
        + system
        + ", "
        + java
        + ", weir "
        + commit;
  }
}

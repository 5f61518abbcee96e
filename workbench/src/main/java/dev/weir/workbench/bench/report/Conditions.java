package dev.weir.workbench.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// What the machine was like while something was measured, in cores and microseconds.
///
/// - `foreignCores`: taken by programs that are neither measured nor measuring.
/// - `stolenCores`: wanted by the virtual machine and not given by its host.
/// - `generatorCores`: taken by the load generator.
/// - `yardstickMicros`: CPU time of a fixed piece of work just before.
public record Conditions(
    double foreignCores, double stolenCores, double generatorCores, double yardstickMicros) {

  /// Above this, a figure says as much of the neighbours as of us.
  private static final double BUSY = 0.25;

  @JsonIgnore
  public boolean busy() {
    return foreignCores + stolenCores > BUSY;
  }
}

package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.report.Summary;

/// What one contender took in one row.
///
/// - `cpu`: microseconds for one request, all server processes; one value for each round.
/// - `perSecond`: requests a second at saturation.
/// - `p99`: microseconds at half of the lowest saturation of the row; no values if not measured.
/// - `memory`: octets in RAM after the load.
record Standing(
    String name, Summary cpu, Summary perSecond, Summary p99, long memory, long failed) {

  /// Where nothing was measured.
  boolean empty() {
    return cpu.count() == 0;
  }
}

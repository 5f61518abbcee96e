package dev.weir.workbench.bench.split;

import dev.weir.workbench.bench.report.Conditions;
import dev.weir.workbench.bench.stack.MachineLoad;
import dev.weir.workbench.bench.stack.ProcessClock;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// CPU time from when it is made until it is read: of each tier of a case, and of everybody else.
final class CpuWatch {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_MICRO = 1000;

  private final Map<String, List<ServerProcess>> tiers;
  private final List<ServerProcess> all;
  private final double yardstick;
  private final Map<String, Duration> tiersBefore;
  private final MachineLoad machineBefore;
  private final Duration oursBefore;
  private final long started = System.nanoTime();

  CpuWatch(Map<String, List<ServerProcess>> tiers, List<ServerProcess> all, double yardstick) {
    this.tiers = tiers;
    this.all = all;
    this.yardstick = yardstick;
    tiersBefore = ofTiers();
    machineBefore = MachineLoad.now();
    oursBefore = ours();
  }

  /// Microseconds of each tier.
  Map<String, Long> micros() {
    Map<String, Long> micros = new LinkedHashMap<>();
    ofTiers()
        .forEach((tier, now) -> {
          Duration before = tiersBefore.getOrDefault(tier, Duration.ZERO);
          micros.put(tier, now.minus(before).toNanos() / NANOS_PER_MICRO);
        });
    return micros;
  }

  /// @param generator CPU time of the load generator
  Conditions conditions(Duration generator) {
    double elapsed = System.nanoTime() - started;
    MachineLoad machine = MachineLoad.now().since(machineBefore);
    Duration foreign = machine.busy().minus(ours().minus(oursBefore));
    return new Conditions(
        rounded(Math.max(0, foreign.toNanos() / elapsed)),
        rounded(machine.stolen().toNanos() / elapsed),
        rounded(generator.toNanos() / elapsed),
        rounded(yardstick));
  }

  double seconds() {
    return (System.nanoTime() - started) / NANOS_PER_SECOND;
  }

  /// Octets in RAM of each tier, now.
  Map<String, Long> memory() {
    Map<String, Long> memory = new LinkedHashMap<>();
    tiers.forEach((tier, processes) ->
        memory.put(tier, processes.stream().mapToLong(ServerProcess::memory).sum()));
    return memory;
  }

  private Map<String, Duration> ofTiers() {
    Map<String, Duration> cpu = new LinkedHashMap<>();
    tiers.forEach((tier, processes) -> cpu.put(tier, sum(processes)));
    return cpu;
  }

  private Duration ours() {
    return sum(all).plus(ProcessClock.of(ProcessHandle.current()));
  }

  private static Duration sum(List<ServerProcess> processes) {
    return processes.stream().map(ServerProcess::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  /// Three decimals: more is noise and makes files long.
  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}

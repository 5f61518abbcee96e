package dev.weir.workbench.bench.report;

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
    String cpuTime) {}

package dev.weir.workbench.bench.report;

/// How the site served everybody else while slow visitors downloaded something large.
///
/// - `slowVisitors`: downloads at once, each of `octetsPerSecond`.
/// - `workers`, `workersMost`: workers the application has, and most of them busy at once.
/// - `queuedMost`: most requests that waited for a worker.
/// - `others`: page views of the others; `unfinished` of them were given up, `failed` refused.
public record SlowResult(
    SplitCase split,
    int slowVisitors,
    long octetsPerSecond,
    int workers,
    int workersMost,
    int queuedMost,
    long unfinished,
    long failed,
    Times others) {}

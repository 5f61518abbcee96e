package dev.weir.sample.work;

/// How busy the workers are at one moment.
///
/// - `busy`, `queued`: requests being worked on, and waiting for a worker.
/// - `mostBusy`: the most workers ever busy at once.
/// - `served`, `refused`: requests since the start that got a worker, and that found the queue
///   full.
public record Occupancy(
    int workers, int busy, int mostBusy, int queueLimit, int queued, long served, long refused) {}

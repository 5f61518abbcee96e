package dev.weir.cache.observe;

import dev.weir.cache.store.ring.RingFigures;
import dev.weir.runtime.admin.Metrics;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The figures of all directories of a node together, as metrics.
final class DiskMetrics {

  private final Metrics metrics;

  DiskMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  void register(Supplier<List<RingFigures>> rings) {
    metrics.gaugeOf(
        "weir_disk_responses", "Responses on disk.", () -> sum(rings, RingFigures::responses));
    metrics.gaugeOf(
        "weir_disk_content_bytes",
        "Content of responses on disk.",
        () -> sum(rings, RingFigures::contentBytes));
    metrics.gaugeOf(
        "weir_disk_filled_bytes",
        "What of the disk store is taken.",
        () -> sum(rings, RingFigures::filledBytes));
    metrics.gaugeOf(
        "weir_disk_limit_bytes",
        "What the disk store may take.",
        () -> sum(rings, RingFigures::capacityBytes));
    metrics.gaugeOf(
        "weir_disk_waiting_bytes",
        "What waits to be written.",
        () -> sum(rings, RingFigures::waitingBytes));
    registerCounts(rings);
  }

  private void registerCounts(Supplier<List<RingFigures>> rings) {
    metrics.counterOf(
        "weir_disk_hits", "Responses read back from disk.", () -> sum(rings, RingFigures::hits));
    metrics.counterOf(
        "weir_disk_written",
        "Responses written to disk.",
        () -> sum(rings, ring -> ring.since().written()));
    metrics.counterOf(
        "weir_disk_crowded_out",
        "Responses not written because the disk was behind.",
        () -> sum(rings, ring -> ring.since().crowdedOut()));
    metrics.counterOf(
        "weir_disk_failed_writes",
        "Responses not written because of a fault.",
        () -> sum(rings, ring -> ring.since().failedWrites()));
    metrics.counterOf(
        "weir_disk_evicted",
        "Responses overwritten when their turn came.",
        () -> sum(rings, ring -> ring.since().evicted()));
    metrics.counterOf(
        "weir_disk_unreadable",
        "Responses and files found damaged.",
        () -> sum(rings, ring -> ring.since().unreadable()));
  }

  private static long sum(Supplier<List<RingFigures>> rings, ToLongFunction<RingFigures> part) {
    return rings.get().stream().mapToLong(part).sum();
  }
}

package dev.weir.sample.observe;

import dev.weir.runtime.accesslog.AccessRecord;
import dev.weir.runtime.admin.Metrics;
import dev.weir.sample.fragments.FragmentCounters;
import dev.weir.sample.fragments.FragmentOutcome;
import dev.weir.sample.work.WorkerPool;
import io.prometheus.metrics.core.metrics.CounterWithCallback;

/// The metrics of the application, read when somebody scrapes.
public final class AppMetrics {

  private final Metrics metrics;

  public AppMetrics(Metrics metrics, WorkerPool workers, FragmentCounters fragments) {
    this.metrics = metrics;
    workers(workers);
    fragments(fragments);
  }

  /// A request has ended.
  public void requestEnded(AccessRecord ended) {
    metrics
        .requests()
        .observe(
            ended.asked().method(),
            ended.answered().status(),
            ended.asked().protocol(),
            ended.elapsed());
  }

  private void workers(WorkerPool workers) {
    metrics.gaugeOf("weir_app_workers", "Workers there are.", () -> workers.occupancy().workers());
    metrics.gaugeOf(
        "weir_app_workers_busy", "Workers with a request.", () -> workers.occupancy().busy());
    metrics.gaugeOf(
        "weir_app_workers_queued",
        "Requests waiting for a worker.",
        () -> workers.occupancy().queued());
    metrics.counterOf(
        "weir_app_workers_refused",
        "Requests answered 503 because the queue was full.",
        () -> workers.occupancy().refused());
  }

  private void fragments(FragmentCounters fragments) {
    CounterWithCallback.builder()
        .name("weir_app_fragments")
        .help("Fragments asked for, by how they were come by.")
        .labelNames("outcome")
        .callback(callback -> {
          for (FragmentOutcome outcome : FragmentOutcome.values()) {
            callback.call((double) fragments.count(outcome), outcome.token());
          }
        })
        .register(metrics.registry());
  }
}

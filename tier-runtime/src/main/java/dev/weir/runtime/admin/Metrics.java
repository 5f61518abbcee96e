package dev.weir.runtime.admin;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// The metrics of one tier, in a registry of its own, with our conventions: base units, `_total`
/// for counters (added by the exposition), our own names with the prefix `weir_`.
///
/// Look up a data point by its label values once (`counter.labelValues(…)`) and keep it: then
/// recording is an adder and nothing else. What is counted anyway in a
/// [java.util.concurrent.atomic.LongAdder] is better registered with [#counterOf] and read when
/// somebody scrapes.
public final class Metrics {

  /// Bounds of OpenTelemetry's HTTP durations, in seconds.
  private static final double[] SECONDS = {
    .005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RequestDurations requests;

  /// With the facts of the JVM and `weir_build_info` registered.
  public Metrics(String tier) {
    new JvmMetrics(this).register();
    Info.builder()
        .name("weir_build_info")
        .help("What runs here.")
        .labelNames("tier", "version", "java")
        .register(registry)
        .setLabelValues(tier, version(), Runtime.version().toString());
    requests = new RequestDurations(registry, SECONDS);
  }

  private static String version() {
    String version = Metrics.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /// `http_server_request_duration_seconds`: every request a tier answers belongs here.
  public RequestDurations requests() {
    return requests;
  }

  public Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /// A counter somebody else keeps.
  public void counterOf(String name, String help, LongSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }

  public Gauge gauge(String name, String help, String... labels) {
    return Gauge.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /// A value read when somebody scrapes.
  public void gaugeOf(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /// A histogram of seconds.
  public Histogram durations(String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .withoutExemplars()
        .register(registry);
  }

  /// For metrics of another shape.
  public PrometheusRegistry registry() {
    return registry;
  }

  /// Everything in Prometheus' text format.
  void write(OutputStream out) throws IOException {
    ExpositionFormats.init().getPrometheusTextFormatWriter().write(out, registry.scrape());
  }

  static String contentType() {
    return ExpositionFormats.init().getPrometheusTextFormatWriter().getContentType();
  }
}

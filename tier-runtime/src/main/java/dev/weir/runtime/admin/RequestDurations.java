package dev.weir.runtime.admin;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// How long requests took, by method, status and protocol version, with the labels of
/// OpenTelemetry's `http.server.request.duration`.
///
/// Data points are found by arithmetic, not by hashing label values. Methods nobody knows count as
/// `_OTHER`, so that clients cannot make up label values.
public final class RequestDurations {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "PURGE", "_OTHER");
  private static final List<String> VERSIONS = List.of("1.1", "2", "1.0", "3");
  private static final int STATUSES = 600;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Histogram histogram;
  private final AtomicReferenceArray<@Nullable DistributionDataPoint> points =
      new AtomicReferenceArray<>(METHODS.size() * VERSIONS.size() * STATUSES);

  RequestDurations(PrometheusRegistry registry, double[] bounds) {
    histogram =
        Histogram.builder()
            .name("http_server_request_duration_seconds")
            .help("From the first octet of a request to the end of its response.")
            .labelNames(
                "http_request_method", "http_response_status_code", "network_protocol_version")
            .classicOnly()
            .classicUpperBounds(bounds)
            .withoutExemplars()
            .register(registry);
  }

  /// `protocol` as in `HTTP/1.1`; status 0 when the exchange ended without one.
  public void observe(String method, int status, String protocol, Duration elapsed) {
    int known = METHODS.indexOf(method);
    int methodIndex = known < 0 ? METHODS.size() - 1 : known;
    int statusIndex = status < 0 || status >= STATUSES ? 0 : status;
    int index = (methodIndex * VERSIONS.size() + version(protocol)) * STATUSES + statusIndex;
    @Nullable DistributionDataPoint point = points.getPlain(index);
    if (point == null) {
      point =
          histogram.labelValues(
              METHODS.get(methodIndex),
              Integer.toString(statusIndex),
              VERSIONS.get(version(protocol)));
      points.set(index, point);
    }
    point.observe(elapsed.toNanos() / NANOS_PER_SECOND);
  }

  private static int version(String protocol) {
    return switch (protocol) {
      case "HTTP/2", "HTTP/2.0" -> 1;
      case "HTTP/1.0" -> 2;
      case "HTTP/3", "HTTP/3.0" -> 3;
      default -> 0;
    };
  }
}

package dev.weir.runtime.tunnel;

import dev.weir.runtime.admin.Metrics;
import io.prometheus.metrics.core.metrics.Counter;

/// What tunnels that are over have come to.
public final class TunnelMetrics {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Counter tunnels;
  private final Counter seconds;
  private final Counter bytes;

  /// @param label the name of the label that says whom a tunnel led to
  public TunnelMetrics(Metrics metrics, String label) {
    tunnels = metrics.counter("weir_tunnels", "Tunnels that are over.", label);
    seconds = metrics.counter("weir_tunnel_seconds", "How long they were open together.", label);
    bytes =
        metrics.counter(
            "weir_tunnel_bytes", "Octets that passed through them.", label, "direction");
  }

  /// Counts one that led there.
  public void count(String upstream, Traffic traffic) {
    tunnels.labelValues(upstream).inc();
    seconds.labelValues(upstream).inc(traffic.open().toNanos() / NANOS_PER_SECOND);
    bytes.labelValues(upstream, "to_client").inc(traffic.toClientBytes());
    bytes.labelValues(upstream, "to_upstream").inc(traffic.toUpstreamBytes());
  }
}

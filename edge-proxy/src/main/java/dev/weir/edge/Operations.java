package dev.weir.edge;

import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.observe.EdgeMetrics;
import dev.weir.edge.observe.ErrorLog;
import dev.weir.edge.observe.Observation;
import dev.weir.edge.observe.UpstreamsPage;
import dev.weir.runtime.accesslog.AccessLog;
import dev.weir.runtime.admin.AdminServer;
import dev.weir.runtime.admin.Metrics;
import dev.weir.runtime.lifecycle.Readiness;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.RequestLog;

/// What the operator sees of the edge: logs, metrics, the admin listener.
final class Operations implements AutoCloseable {

  private final AccessLog accessLog;
  private final ErrorLog errorLog;
  private final AdminServer admin;
  private final Observation observation;

  Operations(
      EdgeSettings settings,
      Collection<UpstreamGroup> groups,
      Readiness readiness,
      InstantSource clock) {
    Metrics metrics = new Metrics(settings.name());
    accessLog = new AccessLog(settings.accessLog());
    errorLog = new ErrorLog(settings.errorLog(), clock);
    metrics.counterOf(
        "weir_access_log_dropped", "Lines that found the queue full.", accessLog::dropped);
    observation =
        new Observation(
            settings.name(),
            clock,
            List.of(
                (facts, _) -> accessLog.log(facts),
                errorLog,
                new EdgeMetrics(metrics, groups, clock)));
    admin =
        new AdminServer(settings.admin(), readiness, metrics)
            .page("/upstreams", new UpstreamsPage(groups, clock)::facts)
            .post("/logs/reopen", _ -> reopenLogs());
  }

  /// Hears of every request that is over.
  RequestLog observation() {
    return observation;
  }

  void start() throws IOException {
    admin.start();
  }

  int adminPort() {
    return admin.port();
  }

  private Map<String, String> reopenLogs() {
    // The error log opens its file for every batch anyway.
    accessLog.reopen();
    return Map.of("status", "reopened");
  }

  @Override
  public void close() {
    admin.close();
    accessLog.close();
    errorLog.close();
  }
}

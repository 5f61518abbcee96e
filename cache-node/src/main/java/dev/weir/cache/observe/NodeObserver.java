package dev.weir.cache.observe;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.runtime.accesslog.AccessLog;
import dev.weir.runtime.accesslog.AccessLogFormat;
import dev.weir.runtime.accesslog.AccessLogSettings;
import dev.weir.runtime.accesslog.ClientPrivacy;
import dev.weir.runtime.admin.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Counts every exchange and writes it down; neither makes anybody wait.
public final class NodeObserver implements ExchangeListener, AutoCloseable {

  private static final int QUEUED_LINES = 16_384;

  private final Tallies tallies;
  private final Metrics metrics;
  private final InstantSource clock;
  private final ExchangeRecord records;
  private final @Nullable AccessLog log;

  /// Over the log a node's configuration names.
  public NodeObserver(NodeConfig config, Metrics metrics, InstantSource clock) {
    this.tallies = new Tallies();
    this.metrics = metrics;
    this.clock = clock;
    NodeConfig.AccessLogSettings settings = config.accessLog();
    this.records =
        new ExchangeRecord(
            config.visibleHostname(),
            settings.stripQueryTerms()
                ? ExchangeRecord.Targets.WITHOUT_QUERY
                : ExchangeRecord.Targets.WHOLE);
    this.log = settings.path().equals("none") ? null : new AccessLog(logSettings(settings));
  }

  private static AccessLogSettings logSettings(NodeConfig.AccessLogSettings settings) {
    AccessLogFormat format =
        switch (settings.format()) {
          case SQUID -> AccessLogFormat.SQUID;
          case COMBINED -> AccessLogFormat.COMBINED;
          case JSON -> AccessLogFormat.JSON;
        };
    return new AccessLogSettings(settings.path(), format, ClientPrivacy.FULL, QUEUED_LINES);
  }

  @Override
  public void ended(ClientExchange exchange, Ending ending) {
    Instant now = clock.instant();
    tallies.count(exchange.account(), exchange.responseOctets());
    metrics
        .requests()
        .observe(
            exchange.request().getMethod(),
            exchange.response().getStatus(),
            exchange.request().getConnectionMetaData().getProtocol(),
            Duration.between(exchange.arrival(), now));
    if (log != null) {
      log.log(records.of(exchange, ending, now));
    }
  }

  /// What has been counted.
  public Tallies tallies() {
    return tallies;
  }

  /// Lines that could not be written, for want of room or of a file.
  public long lostLines() {
    return log == null ? 0 : log.dropped() + log.failed();
  }

  /// Opens the log anew by its name, after somebody has moved it away.
  public void reopenLog() {
    if (log != null) {
      log.reopen();
    }
  }

  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }
}

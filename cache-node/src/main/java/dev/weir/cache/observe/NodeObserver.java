package dev.weir.cache.observe;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.exchange.ClientExchange;
import dev.weir.cache.exchange.ExchangeListener;
import dev.weir.cache.observe.explain.RecentRequests;
import dev.weir.cache.observe.ledger.ChangeLedger;
import dev.weir.cache.observe.rules.RuleRow;
import dev.weir.cache.observe.rules.RuleScores;
import dev.weir.cache.observe.rules.RuleWatch;
import dev.weir.cache.observe.shadow.Shadow;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.runtime.accesslog.AccessLog;
import dev.weir.runtime.accesslog.AccessLogFormat;
import dev.weir.runtime.accesslog.AccessLogSettings;
import dev.weir.runtime.accesslog.AccessRecord;
import dev.weir.runtime.accesslog.ClientPrivacy;
import dev.weir.runtime.accesslog.QueryTerms;
import dev.weir.runtime.admin.Metrics;
import dev.weir.runtime.tunnel.Traffic;
import dev.weir.runtime.tunnel.Tunnel;
import dev.weir.runtime.tunnel.TunnelMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts every exchange and writes it down; neither makes anybody wait.
public final class NodeObserver implements ExchangeListener, AutoCloseable {

  private static final int QUEUED_LINES = 16_384;

  private final Tallies tallies;
  private final Metrics metrics;
  private final TunnelMetrics tunnels;
  private final InstantSource clock;
  private final ExchangeRecord records;
  private final @Nullable AccessLog log;
  private volatile RuleScores scores;
  private final ChangeLedger ledger = new ChangeLedger(ChangeLedger.USUAL_URLS);
  private volatile RuleWatch watch;
  private volatile @Nullable Shadow shadow;
  private final LongAdder busyNanos = new LongAdder();
  private final RecentRequests recent = new RecentRequests();

  /// Over the log a node's configuration names.
  ///
  /// @throws IOException when the log cannot be written
  public NodeObserver(NodeConfig config, Metrics metrics, InstantSource clock) throws IOException {
    this.tallies = new Tallies();
    this.metrics = metrics;
    this.tunnels = new TunnelMetrics(metrics, "peer");
    this.clock = clock;
    this.scores = new RuleScores(config.policy());
    this.watch = new RuleWatch(scores, ledger, clock);
    NodeConfig.AccessLogSettings settings = config.accessLog();
    this.records =
        new ExchangeRecord(
            config.visibleHostname(),
            settings.stripQueryTerms()
                ? ExchangeRecord.Targets.WITHOUT_QUERY
                : ExchangeRecord.Targets.WHOLE);
    QueryTerms queryTerms = settings.stripQueryTerms() ? QueryTerms.STRIPPED : QueryTerms.WRITTEN;
    this.log =
        settings.path().equals("none") ? null : AccessLog.open(logSettings(settings), queryTerms);
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
    Tunnel tunnel = exchange.tunnel();
    if (tunnel != null) {
      AccessRecord facts = records.of(exchange, ending, now);
      long octets = exchange.responseOctets();
      tunnel.whenOver(traffic -> tunnelOver(exchange, facts, octets, traffic));
      return;
    }
    tallies.count(exchange.account(), exchange.responseOctets());
    metrics
        .requests()
        .observe(
            exchange.request().getMethod(),
            exchange.response().getStatus(),
            exchange.request().getConnectionMetaData().getProtocol(),
            Duration.between(exchange.arrival(), now));
    busyNanos.add(Duration.between(exchange.arrival(), now).toNanos());
    watch.ended(exchange, ending);
    Shadow tried = shadow;
    if (tried != null) {
      tried.ended(exchange, ending);
    }
    recent.add(exchange, now);
    if (log != null) {
      log.log(records.of(exchange, ending, now));
    }
  }

  @Override
  public void answered(InetSocketAddress sibling, IcpMessage answer) {
    if (log != null) {
      log.log(records.of(sibling, answer, clock.instant()));
    }
  }

  private void tunnelOver(
      ClientExchange exchange, AccessRecord facts, long octets, Traffic traffic) {
    tallies.count(exchange.account(), octets + traffic.toClientBytes());
    tunnels.count(exchange.account().hierarchy().peer(), traffic);
    AccessRecord.Ending ending =
        switch (traffic.ending()) {
          case CLOSED -> facts.answered().ending();
          case BROKEN -> AccessRecord.Ending.ABORTED;
        };
    if (log != null) {
      log.log(facts.continued(traffic.open(), traffic.toClientBytes(), ending));
    }
  }

  /// What has been counted.
  public Tallies tallies() {
    return tallies;
  }

  /// The time by the node's clock.
  public Instant now() {
    return clock.instant();
  }

  /// From arrival to the end of the answer, all requests together, in seconds.
  public double busySeconds() {
    return busyNanos.sum() / 1e9;
  }

  /// What each rule does.
  public List<RuleRow> rules() {
    return scores.rows(clock.instant());
  }

  /// Keeps the score of other rules from now on, from nothing; those that are no more leave the
  /// counters.
  public void judgeBy(CachePolicy policy) {
    RuleScores next = new RuleScores(policy);
    tallies.keepRules(next.names());
    scores = next;
    watch = new RuleWatch(next, ledger, clock);
  }

  /// Has rules that are tried hear of every exchange; null for none.
  public void tryOut(@Nullable Shadow candidate) {
    shadow = candidate;
  }

  /// What the origin was seen to change.
  public ChangeLedger ledger() {
    return ledger;
  }

  /// The last requests.
  public RecentRequests recent() {
    return recent;
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

package dev.weir.cache;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.invalidate.Purger;
import dev.weir.cache.observe.NodeMetrics;
import dev.weir.cache.observe.NodeObserver;
import dev.weir.cache.observe.NodePages;
import dev.weir.cache.observe.dashboard.Dashboard;
import dev.weir.cache.observe.dashboard.Snapshot;
import dev.weir.cache.observe.rules.RuleRow;
import dev.weir.cache.observe.shadow.RuleDesk;
import dev.weir.cache.peer.Standing;
import dev.weir.cache.purge.PurgeOrder;
import dev.weir.runtime.admin.AdminServer;
import dev.weir.runtime.admin.AdminSettings;
import dev.weir.runtime.admin.Metrics;
import dev.weir.runtime.lifecycle.Readiness;
import dev.weir.runtime.settings.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a node shows its operator, put together.
final class NodeAdmin {

  private static final Duration DASHBOARD_PERIOD = Duration.ofSeconds(1);

  private final NodeConfig config;
  private final CacheEngine engine;
  private final NodeObserver observer;
  private final RuleDesk desk;

  NodeAdmin(NodeConfig config, CacheEngine engine, NodeObserver observer, RuleDesk desk) {
    this.config = config;
    this.engine = engine;
    this.observer = observer;
    this.desk = desk;
  }

  /// Registers the counters, and the pages with the admin listener; null when none is configured.
  ///
  /// @throws IOException when the token cannot be read, or is none
  @Nullable AdminServer open(Readiness readiness, Metrics metrics) throws IOException {
    NodeMetrics counters = new NodeMetrics(metrics);
    counters.register(observer);
    counters.register(desk);
    counters.registerProbe(engine::probed);
    counters.register(() -> engine.figures().store());
    NodeConfig.Admin place = config.admin();
    if (place.port() == 0) {
      return null;
    }
    ListenAddress address = new ListenAddress.Tcp(place.host(), place.port());
    Cluster cluster = engine.cluster();
    Purger purger = engine.purger();
    return new AdminServer(new AdminSettings(address, token(place)), readiness, metrics)
        .page(
            "/peers",
            () -> NodePages.peers(cluster.standing().get(), cluster.peers(), cluster.icp()))
        .page("/invalidations", cluster::invalidations)
        .page("/store", engine::report)
        .page("/rules", observer::rules)
        .page("/changes", () -> observer.ledger().figures())
        .document("/", "text/html;charset=utf-8", Dashboard::page)
        .script("/now.js", "now", this::snapshot)
        .events("/events", DASHBOARD_PERIOD, this::snapshot)
        .question("/explain", engine.explainer(observer.recent())::explain)
        .page("/probe", engine::probed)
        .page("/shadow", desk::report)
        .post("/shadow", desk::start)
        .post("/shadow/stop", _ -> desk.stop())
        .post("/shadow/promote", _ -> desk.promote())
        .post("/shadow/rollback", _ -> desk.rollback())
        .post("/purge", call -> purger.purge(PurgeOrder.of(call.query())))
        .post("/drain", _ -> drain(readiness))
        .post("/logs/reopen", _ -> reopenLog());
  }

  private Map<String, String> drain(Readiness readiness) {
    readiness.refuse("draining");
    engine.drain();
    return Map.of("status", Standing.DRAINING.word());
  }

  private Map<String, String> reopenLog() {
    observer.reopenLog();
    return Map.of("status", "reopened");
  }

  private Snapshot snapshot() {
    List<RuleRow> rules = observer.rules();
    return new Snapshot(
        config.visibleHostname(),
        observer.now().toEpochMilli(),
        rules.stream().mapToLong(RuleRow::requests).sum(),
        rules.stream().mapToLong(RuleRow::hits).sum(),
        observer.busySeconds(),
        engine.figures(),
        rules,
        engine.cluster().peers().report(),
        observer.ledger().figures(),
        desk.report(),
        engine.probed());
  }

  private static @Nullable String token(NodeConfig.Admin place) throws IOException {
    Path file = place.tokenFile();
    if (file == null) {
      return null;
    }
    String token = Files.readString(file).strip();
    if (token.isEmpty()) {
      throw new IOException("admin_token_file " + file + " is empty; write a token into it");
    }
    return token;
  }
}

package dev.weir.cache.observe;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.observe.rules.RuleRow;
import dev.weir.cache.observe.shadow.RuleDesk;
import dev.weir.cache.observe.shadow.RuleReport;
import dev.weir.cache.observe.shadow.Score;
import dev.weir.cache.observe.shadow.Shadow;
import dev.weir.cache.probe.ProbeReport;
import dev.weir.cache.store.StoreFigures;
import dev.weir.runtime.admin.Metrics;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The node's counters as Prometheus reads them; nothing is worked out before somebody asks.
public final class NodeMetrics {

  private final Metrics metrics;

  /// Into the metrics of the tier.
  public NodeMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  /// Registers what an observer counts.
  public void register(NodeObserver observer) {
    Tallies tallies = observer.tallies();
    labelled(
        "weir_cache_requests",
        "Requests by how they ended, in Squid's words.",
        "result",
        each -> tallies.results().forEach((tag, count) -> each.accept(tag.name(), count)));
    labelled(
        "weir_cache_reasons",
        "Requests by why the cache did what it did.",
        "reason",
        each -> reasons(tallies.reasons(), each));
    labelled(
        "weir_cache_hierarchy",
        "Requests by how their destination upstream was chosen.",
        "code",
        each -> tallies.hierarchies().forEach(each::accept));
    rules("weir_cache_rule_requests", "Requests by rule.", tallies, Tallies.RuleTally::requests);
    rules(
        "weir_cache_rule_hits",
        "Answers from the store by rule.",
        tallies,
        Tallies.RuleTally::hits);
    rules("weir_cache_rule_bytes", "Octets sent by rule.", tallies, Tallies.RuleTally::bytes);
    ofRules(observer);
    metrics.counterOf("weir_cache_hits", "Answers from the store.", tallies::hits);
    metrics.counterOf("weir_cache_hit_bytes", "Octets sent from the store.", tallies::hitBytes);
    metrics.counterOf("weir_cache_sent_bytes", "Octets sent.", tallies::bytes);
    metrics.counterOf(
        "weir_access_log_lost_lines", "Lines of the access log lost.", observer::lostLines);
  }

  /// One label value per rule of the configuration, never more.
  private void ofRules(NodeObserver observer) {
    byRule("weir_rule_hits", "Answers without asking.", observer, RuleRow::hits);
    byRule(
        "weir_rule_stale_served", "Answers past their lifetime.", observer, RuleRow::staleServed);
    byRule(
        "weir_rule_validated",
        "Answers the origin found still good.",
        observer,
        row -> Math.round(row.validatedShare() * row.requests()));
    byRule(
        "weir_rule_personal_refusals",
        "Responses not stored because they look like one person's.",
        observer,
        RuleRow::personalRefusals);
    byRule(
        "weir_rule_origin_saved_seconds",
        "Hits times what a fetch takes on average.",
        observer,
        RuleRow::originSecondsSaved);
    byRule(
        "weir_rule_looks", "Times the origin was heard of again.", observer, RuleRow::observations);
    byRule("weir_rule_changes", "Times it said something else.", observer, RuleRow::changes);
    metrics.counterOf(
        "weir_ledger_forgotten",
        "URLs that gave way.",
        () -> observer.ledger().figures().forgotten());
  }

  private void byRule(
      String name, String help, NodeObserver observer, ToDoubleFunction<RuleRow> part) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("rule")
        .callback(callback ->
            observer.rules().forEach(row -> callback.call(part.applyAsDouble(row), row.name())))
        .register(metrics.registry());
  }

  /// Registers the score of rules that are tried; zero while none are.
  public void register(RuleDesk desk) {
    bySide("weir_shadow_requests", "Sampled requests.", desk, Score::requests);
    bySide("weir_shadow_hits", "Answers without asking.", desk, Score::hits);
    bySide("weir_shadow_bytes", "Octets of sampled requests.", desk, Score::bytes);
    bySide("weir_shadow_hit_bytes", "Octets of hits.", desk, Score::hitBytes);
    bySide("weir_shadow_origin_requests", "Requests sent upstream.", desk, Score::originRequests);
    bySide("weir_shadow_stale_at_least", "Answers known outdated.", desk, Score::staleAtLeast);
    bySide("weir_shadow_stale_at_most", "Answers perhaps outdated.", desk, Score::staleAtMost);
    metrics.gaugeOf(
        "weir_shadow_ghosts",
        "Keys followed for rules that are tried.",
        () -> score(desk).ghosts());
    metrics.gaugeOf(
        "weir_shadow_ghosts_evicted", "Keys that gave way to others.", () -> score(desk).evicted());
    metrics.gaugeOf(
        "weir_shadow_missed", "Sampled requests not counted.", () -> score(desk).missed());
  }

  /// Registers what checking hits with the origin finds.
  public void registerProbe(Supplier<ProbeReport> probe) {
    metrics.counterOf(
        "weir_probe_checked", "Hits checked with the origin.", () -> probe.get().checked());
    metrics.counterOf(
        "weir_probe_outdated", "Of these, outdated ones.", () -> probe.get().outdated());
    metrics.counterOf(
        "weir_probe_undecided",
        "Hits the origin gave no answer about.",
        () -> probe.get().undecided());
  }

  private static Shadow.Scoreboard score(RuleDesk desk) {
    RuleReport.Trial trial = desk.report().trial();
    return trial == null ? Shadow.Scoreboard.EMPTY : trial.score();
  }

  /// Gauges: a new trial begins from nothing.
  private void bySide(String name, String help, RuleDesk desk, ToLongFunction<Score> part) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("rules")
        .callback(callback -> {
          Shadow.Scoreboard score = score(desk);
          callback.call((double) part.applyAsLong(score.live()), "live");
          callback.call((double) part.applyAsLong(score.candidate()), "candidate");
        })
        .register(metrics.registry());
  }

  /// Registers what a store holds.
  public void register(Supplier<StoreFigures> store) {
    metrics.gaugeOf("weir_store_uris", "URIs stored.", () -> store.get().uris());
    metrics.gaugeOf("weir_store_bytes", "Memory of stored responses.", () -> store.get().bytes());
    metrics.gaugeOf(
        "weir_store_limit_bytes", "What they may take.", () -> store.get().limitBytes());
    metrics.counterOf("weir_store_stored", "Responses stored.", () -> store.get().stored());
    metrics.counterOf("weir_store_refused", "Responses too large.", () -> store.get().refused());
    metrics.counterOf("weir_store_evicted", "URIs dropped for room.", () -> store.get().evicted());
    metrics.counterOf(
        "weir_store_invalidated", "URIs dropped as untrue.", () -> store.get().invalidated());
    metrics.counterOf(
        "weir_store_not_admitted",
        "Responses not let into memory because they were seen once only while it was full.",
        () -> store.get().notAdmitted());
    metrics.counterOf(
        "weir_store_memory_hits", "Lookups answered by memory.", () -> store.get().memoryHits());
    metrics.counterOf(
        "weir_store_disk_hits", "Lookups answered by disk.", () -> store.get().diskHits());
    new DiskMetrics(metrics).register(() -> store.get().disks());
  }

  private static void reasons(Map<Reason, Long> counts, Each each) {
    counts.forEach((reason, count) -> {
      if (count > 0) {
        each.accept(reason.token(), count);
      }
    });
  }

  private void rules(
      String name, String help, Tallies tallies, ToLongFunction<Tallies.RuleTally> part) {
    labelled(
        name,
        help,
        "rule",
        each ->
            tallies.rules().forEach((rule, tally) -> each.accept(rule, part.applyAsLong(tally))));
  }

  private void labelled(String name, String help, String label, Consumer<Each> counts) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(callback -> counts.accept((value, count) -> callback.call((double) count, value)))
        .register(metrics.registry());
  }

  /// Takes one labelled count.
  private interface Each {
    void accept(String label, long count);
  }
}

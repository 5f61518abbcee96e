package dev.weir.edge.observe;

import dev.weir.edge.balance.Member;
import dev.weir.edge.balance.UpstreamGroup;
import dev.weir.edge.balance.choose.Health;
import dev.weir.runtime.accesslog.AccessRecord;
import dev.weir.runtime.admin.Metrics;
import dev.weir.runtime.tunnel.Traffic;
import dev.weir.runtime.tunnel.TunnelMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the edge counts: requests by route and class of status, exchanges by upstream.
public final class EdgeMetrics implements ExchangeListener {

  private static final String NO_ROUTE = "none";
  private static final int CLASSES = 6;

  private final Metrics metrics;
  private final Collection<UpstreamGroup> groups;
  private final InstantSource clock;
  private final Counter requests;
  private final Counter retries;
  private final Counter errors;
  private final TunnelMetrics tunnels;

  /// By route; position 0 counts exchanges that ended without a status.
  private final Map<String, List<CounterDataPoint>> byRoute = new ConcurrentHashMap<>();

  public EdgeMetrics(Metrics metrics, Collection<UpstreamGroup> groups, InstantSource clock) {
    this.metrics = metrics;
    this.groups = List.copyOf(groups);
    this.clock = clock;
    requests =
        metrics.counter(
            "weir_edge_requests",
            "Requests by route and class of status.",
            "route",
            "status_class");
    retries =
        metrics.counter(
            "weir_upstream_retries", "Further attempts after a failed one.", "upstream");
    errors =
        metrics.counter(
            "weir_upstream_errors",
            "Requests that failed at an upstream, by error type of RFC 9209.",
            "upstream",
            "error");
    tunnels = new TunnelMetrics(metrics, "upstream");
    counts("weir_upstream_exchanges", "Exchanges begun.", Member::exchanges);
    counts(
        "weir_upstream_failures", "Exchanges that failed by the server's fault.", Member::failures);
    states("weir_upstream_in_flight", "Exchanges under way.", Member::inFlight);
    states("weir_upstream_up", "1 if the server is used, 0 if it is left alone.", this::up);
  }

  @Override
  public void ended(AccessRecord facts, @Nullable Exchange exchange) {
    int status = facts.answered().status();
    Traffic traffic = exchange == null ? null : exchange.traffic();
    Duration tunnelled = traffic == null ? Duration.ZERO : traffic.open();
    metrics
        .requests()
        .observe(
            facts.asked().method(),
            status,
            facts.asked().protocol(),
            facts.elapsed().minus(tunnelled));
    String route = facts.route() == null ? NO_ROUTE : facts.route();
    byRoute
        .computeIfAbsent(route, this::classes)
        .get(Math.clamp(status / 100, 0, CLASSES - 1))
        .inc();
    if (exchange != null && exchange.group() != null) {
      countUpstream(exchange.group(), exchange);
    }
  }

  private void countUpstream(String group, Exchange exchange) {
    Traffic traffic = exchange.traffic();
    if (traffic != null) {
      tunnels.count(group, traffic);
    }
    if (exchange.attempts() > 1) {
      retries.labelValues(group).inc(exchange.attempts() - 1);
    }
    Exchange.Failure failure = exchange.failure();
    if (failure != null) {
      errors.labelValues(group, failure.error().token()).inc();
    }
  }

  private List<CounterDataPoint> classes(String route) {
    return List.of(
        requests.labelValues(route, "none"),
        requests.labelValues(route, "1xx"),
        requests.labelValues(route, "2xx"),
        requests.labelValues(route, "3xx"),
        requests.labelValues(route, "4xx"),
        requests.labelValues(route, "5xx"));
  }

  private void counts(String name, String help, ToDoubleFunction<Member> value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("upstream", "server")
        .callback(callback ->
            forEachMember((group, member) ->
                callback.call(value.applyAsDouble(member), group, member.toString())))
        .register(metrics.registry());
  }

  private void states(String name, String help, ToDoubleFunction<Member> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("upstream", "server")
        .callback(callback ->
            forEachMember((group, member) ->
                callback.call(value.applyAsDouble(member), group, member.toString())))
        .register(metrics.registry());
  }

  private interface MemberVisitor {
    void visit(String group, Member member);
  }

  private void forEachMember(MemberVisitor visitor) {
    groups.forEach(group -> group.members().forEach(member -> visitor.visit(group.name(), member)));
  }

  private double up(Member member) {
    return member.health().state(clock.instant()) == Health.State.UP ? 1 : 0;
  }
}

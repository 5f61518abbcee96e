package dev.weir.edge;

import dev.weir.edge.balance.UpstreamSettings;
import dev.weir.edge.observe.ErrorLogSettings;
import dev.weir.edge.route.RouteSettings;
import dev.weir.http.forwarding.Cidr;
import dev.weir.runtime.accesslog.AccessLogSettings;
import dev.weir.runtime.admin.AdminSettings;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.settings.Default;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Every setting of the edge.
///
/// - `name`: what the edge calls itself in Via, Proxy-Status and logs. Edges that stand one behind
///   the other need different names: a request that comes back to its own name is a loop.
/// - `listen`: the addresses clients connect to.
/// - `clientKeepAlive`: whether HTTP/1 connections of clients stay open between requests.
/// - `admin`: health, metrics and state for the operator.
/// - `trustedProxies`: address blocks whose Forwarded and X-Forwarded-* fields are believed;
///   nobody's unless said.
/// - `upstreams`: groups of servers by name.
/// - `routes`: what is served from where.
public record EdgeSettings(
    @Default("weir-edge") String name,
    List<ListenSettings> listen,
    @Default("on") boolean clientKeepAlive,
    @Default("{address: \"127.0.0.1:9090\"}") AdminSettings admin,
    @Default("[]") List<Cidr> trustedProxies,
    @Default("{}") Map<String, UpstreamSettings> upstreams,
    List<RouteSettings> routes,
    @Default("{}") AccessLogSettings accessLog,
    @Default("{}") ErrorLogSettings errorLog) {

  /// Names stand in fields and metric labels.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  public EdgeSettings {
    listen = List.copyOf(listen);
    trustedProxies = List.copyOf(trustedProxies);
    upstreams = Collections.unmodifiableMap(new LinkedHashMap<>(upstreams));
    routes = List.copyOf(routes);
    require(NAME.matcher(name).matches(), "name must be letters, digits, dots, _ and -");
    require(!listen.isEmpty(), "listen must hold at least one address");
    require(!routes.isEmpty(), "routes must hold at least one route, such as path: /");
    for (String group : upstreams.keySet()) {
      require(
          NAME.matcher(group).matches(),
          "upstreams." + group + " is no name: use letters, digits, dots, _ and -");
    }
    checkRoutes(routes, upstreams.keySet());
  }

  private static void checkRoutes(List<RouteSettings> routes, Set<String> groups) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < routes.size(); i++) {
      RouteSettings route = routes.get(i);
      String upstream = route.upstream();
      require(
          upstream == null || groups.contains(upstream),
          "routes." + i + ".upstream names no group: " + upstream + "; " + known(groups));
      require(
          seen.add(route.name()),
          "routes." + i + ".path is taken: another route has " + route.name() + " already");
    }
  }

  private static String known(Set<String> groups) {
    return groups.isEmpty()
        ? "write one under upstreams"
        : "upstreams has " + String.join(", ", new TreeSet<>(groups));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

package dev.weir.edge.route;

/// Where a route leads.
public sealed interface RouteTarget {

  /// The servers of the upstream group of that name.
  record Upstream(String group) implements RouteTarget {}

  /// Files of a folder; `index` is the position of the route among the configured ones.
  record Files(int index) implements RouteTarget {}
}

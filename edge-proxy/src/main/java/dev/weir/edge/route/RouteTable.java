package dev.weir.edge.route;

import dev.weir.edge.route.RouteDecision.Found;
import dev.weir.edge.route.RouteDecision.NotFound;
import dev.weir.edge.route.RouteDecision.Reason;
import java.util.Comparator;
import java.util.List;

/// All routes in the order in which they are tried: by host (exact, wildcard, any), then by length
/// of the path.
///
/// A host that has routes of its own falls back to the wildcard's and the common ones for paths
/// they do not cover.
public final class RouteTable {

  private static final Comparator<Route> MOST_SPECIFIC_FIRST =
      Comparator.comparing(Route::host)
          .thenComparing(route -> route.pathPrefix().length(), Comparator.reverseOrder());

  private final List<Route> routes;

  public RouteTable(List<Route> routes) {
    this.routes = routes.stream().sorted(MOST_SPECIFIC_FIRST).toList();
  }

  /// @param host lower-case host without port
  /// @param canonicalPath decoded path without dot segments
  public RouteDecision decide(String host, String canonicalPath) {
    boolean hostKnown = false;
    for (Route route : routes) {
      if (route.host().matches(host)) {
        if (route.covers(canonicalPath)) {
          return new Found(route);
        }
        hostKnown = true;
      }
    }
    return new NotFound(hostKnown ? Reason.PATH_UNKNOWN : Reason.HOST_UNKNOWN);
  }

  public List<Route> routes() {
    return routes;
  }
}

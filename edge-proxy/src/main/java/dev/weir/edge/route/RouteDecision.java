package dev.weir.edge.route;

/// What the routing table says about one request.
public sealed interface RouteDecision {

  record Found(Route route) implements RouteDecision {}

  record NotFound(Reason reason) implements RouteDecision {}

  /// Why no route was found.
  enum Reason {
    /// No route is for this host.
    HOST_UNKNOWN,
    /// Routes of the host exist, none for the path.
    PATH_UNKNOWN
  }
}

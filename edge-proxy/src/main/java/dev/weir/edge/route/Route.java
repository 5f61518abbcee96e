package dev.weir.edge.route;

/// One line of the routing table: which requests it is for, and the name of what serves them.
///
/// @param host what it is for: one host, all hosts below a name, or any
/// @param pathPrefix canonical path the request's path starts with; begins with `/`
/// @param target where the request goes
public record Route(HostPattern host, String pathPrefix, RouteTarget target) {

  public Route {
    if (!pathPrefix.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with /: " + pathPrefix);
    }
  }

  /// Stable label for logs and metrics: the host, if any, and the path as configured.
  public String name() {
    return host.isAny() ? pathPrefix : host + pathPrefix;
  }

  /// `/a/` matches `/a/b` and `/a/`; `/a` matches `/a`, `/a/b`, and not `/ab`.
  boolean covers(String canonicalPath) {
    if (!canonicalPath.startsWith(pathPrefix)) {
      return false;
    }
    return pathPrefix.endsWith("/")
        || canonicalPath.length() == pathPrefix.length()
        || canonicalPath.charAt(pathPrefix.length()) == '/';
  }
}

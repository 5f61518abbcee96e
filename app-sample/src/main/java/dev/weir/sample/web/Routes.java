package dev.weir.sample.web;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Which page answers which method and path; the first route that fits.
public final class Routes {

  private static final String GAP = "{}";

  private final List<Route> routes = new ArrayList<>();

  private record Route(String method, String path, Page page) {}

  /// What a request's method and path lead to.
  public sealed interface Match {

    /// @param route the path as registered, for logs
    /// @param value what stands at its `{}`
    record Found(String route, String value, Page page) implements Match {}

    /// @param allow the methods that the path knows, as the value of `Allow`
    record WrongMethod(String allow) implements Match {}

    record Unknown() implements Match {}
  }

  /// @param path may have one `{}`, which stands for one segment or a part of one
  public Routes on(String method, String path, Page page) {
    routes.add(new Route(method, path, page));
    return this;
  }

  public Match match(String method, String path) {
    TreeSet<String> allowed = new TreeSet<>();
    String sought = method.equals("HEAD") ? "GET" : method;
    for (Route route : routes) {
      if (fits(route.path(), path)) {
        if (route.method().equals(sought)) {
          return new Match.Found(route.path(), value(route.path(), path), route.page());
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      return new Match.Unknown();
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return new Match.WrongMethod(String.join(", ", allowed));
  }

  private static boolean fits(String template, String path) {
    int gap = template.indexOf(GAP);
    if (gap < 0) {
      return template.equals(path);
    }
    String before = template.substring(0, gap);
    String behind = template.substring(gap + GAP.length());
    return path.length() > before.length() + behind.length()
        && path.startsWith(before)
        && path.endsWith(behind)
        && value(template, path).indexOf('/') < 0;
  }

  private static String value(String template, String path) {
    int gap = template.indexOf(GAP);
    int behind = template.length() - gap - GAP.length();
    return gap < 0 ? "" : path.substring(gap, path.length() - behind);
  }
}
